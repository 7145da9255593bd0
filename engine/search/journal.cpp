#include "search/journal.h"

#include <optional>
#include <utility>

#include "error.h"
#include "json_difference.h"

namespace vitrine {
namespace {

std::optional<Json> parse(std::string_view line) {
  try {
    return parse_json(line);
  } catch (const Error&) {
    return std::nullopt;
  }
}

bool is_study(const std::optional<Json>& line) {
  return line && line->is_object() && line->size() == 1 && line->contains("study") &&
         (*line)["study"].is_object();
}

}  // namespace

Journal read_journal(std::string_view text) {
  Journal journal;
  int number = 0;
  while (true) {
    const std::size_t end = text.find('\n', journal.complete_bytes);
    if (end == std::string_view::npos) break;
    const std::string_view line = text.substr(journal.complete_bytes, end - journal.complete_bytes);
    journal.complete_bytes = end + 1;
    ++number;
    std::optional<Json> value = parse(line);
    if (number == 1) {
      if (!is_study(value)) {
        fail("not_a_journal", {"This is not the journal of a search: its first line is not {\"study\": …}."},
             {.line = 1});
      }
      journal.study = std::move((*value)["study"]);
      continue;
    }
    if (!value) {
      fail("damaged_journal", {"Line ", number, " of the journal is not JSON."}, {.line = number});
    }
    try {
      journal.trials.push_back(read_trial(*value));
    } catch (const Error& error) {
      fail("damaged_journal", {"Line ", number, " of the journal: ", error.what()}, {.line = number});
    }
  }
  return journal;
}

std::string journal_header(const Json& study) {
  Json line = Json::object();
  line["study"] = study;
  return line.dump() + "\n";
}

std::string journal_line(const TrialResult& result) { return write_trial(result).dump() + "\n"; }

void check_same_study(const Json& expected, const Json& found) {
  const auto difference = first_difference(expected, found);
  if (!difference) return;
  fail("other_study", {"The journal belongs to another study: they differ in ", *difference,
                       ". Give the project and data it was made with, or name a new journal."});
}

Journal merge_journals(const std::vector<Journal>& journals) {
  Journal merged;
  StudyOptions options{};
  Study study(options);
  for (const Journal& journal : journals) {
    if (journal.study.is_null()) continue;
    if (merged.study.is_null()) {
      merged.study = journal.study;
    } else {
      check_same_study(merged.study, journal.study);
    }
    for (const TrialResult& trial : journal.trials) study.tell(trial);
  }
  merged.trials = study.results();
  return merged;
}

}  // namespace vitrine
