#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "json.h"
#include "search/study.h"

namespace vitrine {

/// A study as text that only grows: JSON lines, first {"study": {...}}, then one trial per line in the order
/// they finished. The same text is a file for the command line and a download for the page.
struct Journal {
  Json study;  ///< What the study is; null for an empty journal.
  std::vector<TrialResult> trials;
  std::size_t complete_bytes = 0;  ///< Length of the text up to and with its last line end.
};

/// Reads a journal. Text after the last line end is a line that was being written when its writer died: it is
/// left out, and `complete_bytes` says where the next line belongs.
///
/// @throws Error "not_a_journal" if the first line is no study; "damaged_journal" with the line.
Journal read_journal(std::string_view text);

/// One line each, with its line end.
std::string journal_header(const Json& study);
std::string journal_line(const TrialResult& result);

/// Checks that a journal belongs to a study. @throws Error "other_study" that names the first difference.
void check_same_study(const Json& expected, const Json& found);

/// The union of journals of one study, trials in the order of their numbers: what joins shards.
/// @throws Error as check_same_study; "conflicting_trial" as Study::tell.
Journal merge_journals(const std::vector<Journal>& journals);

}  // namespace vitrine
