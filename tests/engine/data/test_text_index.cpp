#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "data/text_index.h"
#include "nn/random.h"

namespace vitrine {

TEST_CASE("TextIndex: distinct texts are numbered in the order they come") {
  TextIndex index;
  CHECK(index.find("a") == -1);
  CHECK(index.add("a") == 0);
  CHECK(index.add("") == 1);
  CHECK(index.add(std::string_view("a\0", 2)) == 2);
  CHECK(index.add("a") == 0);
  CHECK(index.find("") == 1);
  CHECK(index.find("b") == -1);
  CHECK(std::vector<std::string>(index.begin(), index.end()) ==
        std::vector<std::string>{"a", "", std::string("a\0", 2)});
}

TEST_CASE("TextIndex: agrees with std::map on thousands of texts") {
  Random random(31, Purpose::toy_data);
  std::vector<std::string> texts;
  for (int i = 0; i < 20'000; ++i) texts.push_back(std::to_string(random.below(5000)));
  const TextIndex index(texts);
  std::map<std::string, int> expected;
  for (const std::string& text : texts) expected.emplace(text, static_cast<int>(expected.size()));
  CHECK(index.size() == expected.size());
  for (const auto& [text, number] : expected) CHECK(index.find(text) == number);
  for (int i = 5000; i < 6000; ++i) CHECK(index.find(std::to_string(i)) == -1);
}

}  // namespace vitrine
