#include <doctest/doctest.h>

#include <string>

#include "error.h"
#include "search/journal.h"
#include "show_json.h"

namespace {

using vitrine::Json;
using vitrine::parse_json;
using vitrine::TrialResult;

const Json study = parse_json(R"({"project": {"training": {"epochs": 50}}, "data": "abc"})");

TrialResult complete(int trial, double value) {
  return {trial, Json::object(), value, "complete", "", {value}};
}

std::string text_of(const std::vector<int>& trials) {
  std::string text = vitrine::journal_header(study);
  for (const int trial : trials) text += vitrine::journal_line(complete(trial, trial + 0.5));
  return text;
}

std::string error_of(const std::string& text) {
  try {
    vitrine::read_journal(text);
  } catch (const vitrine::Error& error) {
    return error.code() + " " + std::to_string(error.line());
  }
  return "";
}

}  // namespace

TEST_CASE("read_journal: reads what was written") {
  const std::string text = text_of({0, 2, 1});
  const vitrine::Journal journal = vitrine::read_journal(text);
  CHECK(journal.study == study);
  REQUIRE(journal.trials.size() == 3);
  CHECK(journal.trials[1].trial == 2);
  CHECK(journal.complete_bytes == text.size());
}

TEST_CASE("read_journal: torn anywhere, it holds the lines before the tear") {
  const std::string text = text_of({0, 1, 2});
  for (std::size_t length = 0; length <= text.size(); ++length) {
    CAPTURE(length);
    const vitrine::Journal journal = vitrine::read_journal(text.substr(0, length));
    const std::string kept = text.substr(0, journal.complete_bytes);
    CHECK((kept.empty() || kept.back() == '\n'));
    CHECK(text.find('\n', journal.complete_bytes) >= length);
    CHECK(journal.study.is_null() == kept.empty());
  }
}

TEST_CASE("read_journal: damage before the last line is not taken for a tear") {
  CHECK(error_of("id,name\n1,2\n") == "not_a_journal 1");
  CHECK(error_of("{\"trial\": 1}\n") == "not_a_journal 1");
  CHECK(error_of(text_of({0}) + "{\"tri\n") == "damaged_journal 3");
  CHECK(error_of(text_of({0}) + "{\"trial\": 1}\n" + vitrine::journal_line(complete(2, 1))) ==
        "damaged_journal 3");
}

TEST_CASE("check_same_study: names the first difference and ignores the order of keys") {
  Json same = Json::object();
  same["data"] = "abc";
  same["project"] = study["project"];
  CHECK_NOTHROW(vitrine::check_same_study(study, same));
  Json other = study;
  other["project"]["training"]["epochs"] = 60;
  CHECK_THROWS_WITH_AS(vitrine::check_same_study(study, other), doctest::Contains("project.training.epochs"),
                       vitrine::Error);
  other = study;
  other["project"]["training"]["l2"] = 1;
  CHECK_THROWS_WITH_AS(vitrine::check_same_study(study, other), doctest::Contains("project.training.l2"),
                       vitrine::Error);
}

TEST_CASE("merge_journals: the union in order, equal trials once") {
  const vitrine::Journal merged =
      vitrine::merge_journals({vitrine::read_journal(text_of({3, 1})), vitrine::read_journal(""),
                               vitrine::read_journal(text_of({2, 0, 1}))});
  CHECK(merged.study == study);
  REQUIRE(merged.trials.size() == 4);
  for (int i = 0; i < 4; ++i) CHECK(merged.trials[static_cast<std::size_t>(i)].trial == i);

  Json other = study;
  other["data"] = "def";
  CHECK_THROWS_AS(vitrine::merge_journals({vitrine::read_journal(text_of({0})),
                                           vitrine::read_journal(vitrine::journal_header(other))}),
                  vitrine::Error);
}
