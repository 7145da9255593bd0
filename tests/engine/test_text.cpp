#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <string>

#include "error.h"
#include "text.h"

using namespace vitrine;

TEST_CASE("concat: puts text of every kind and whole numbers in a row") {
  const std::string owned = "owned";
  CHECK(concat({}) == "");
  CHECK(concat({"only"}) == "only");
  CHECK(concat({"a ", owned, std::string_view(" view"), std::string(" temporary"), ""}) ==
        "a owned view temporary");
  CHECK(concat({"before ", std::string_view(), "after"}) == "before after");
  CHECK(concat({"Layer ", 1, " of ", std::size_t{12}, "."}) == "Layer 1 of 12.");
}

TEST_CASE("concat: whole numbers read as std::to_string writes them") {
  for (const std::int64_t number :
       {std::int64_t{0}, std::int64_t{7}, std::int64_t{-7}, std::int64_t{10}, std::int64_t{-100},
        std::int64_t{1234567890}, std::numeric_limits<std::int64_t>::max(),
        std::numeric_limits<std::int64_t>::min()}) {
    CHECK(concat({number}) == std::to_string(number));
  }
}

TEST_CASE("comma_separated: names with commas between them, none around them") {
  CHECK(comma_separated(std::array<std::string_view, 0>{}) == "");
  CHECK(comma_separated(std::array<std::string_view, 1>{"sgd"}) == "sgd");
  CHECK(comma_separated(std::array<std::string, 3>{"a", "b", "c"}) == "a, b, c");
}

TEST_CASE("fail: throws an Error with its code, message and place") {
  const auto caught = [](auto&& call) {
    try {
      call();
    } catch (const Error& error) {
      return error;
    }
    return Error("none", "nothing was thrown");
  };
  const Error plain = caught([] { fail("too_few_rows", {"There are ", 3, " rows."}); });
  CHECK(plain.code() == "too_few_rows");
  CHECK(std::string(plain.what()) == "There are 3 rows.");
  CHECK(plain.path() == "");
  CHECK(plain.line() == 0);
  CHECK(caught([] { fail("x", {"y"}, {.path = concat({"data", ".", "split"})}); }).path() == "data.split");
  CHECK(caught([] { fail("x", {"y"}, {.line = 7}); }).line() == 7);
}

TEST_CASE("at_path: gives an error its path and leaves the rest, results too") {
  try {
    at_path("data.target", [] { fail("x", {"y"}, {.line = 7}); });
    FAIL("returned");
  } catch (const Error& error) {
    CHECK(error.code() == "x");
    CHECK(std::string(error.what()) == "y");
    CHECK(error.path() == "data.target");
    CHECK(error.line() == 7);
  }
  CHECK(at_path("data.target", [] { return 3; }) == 3);
}
