#pragma once

#include <fstream>
#include <string>
#include <vector>

#include "json.h"
#include "search/journal.h"

namespace vitrine::cli {

/// A journal on disk: read once, then appended to, a line at a time.
class JournalFile {
 public:
  /// Opens or begins a journal. A torn last line is cut off before anything is appended.
  ///
  /// @param study  what the study is; a journal of another study is refused and left alone.
  /// @throws Error as read_journal, check_same_study; "unwritable_file".
  JournalFile(std::string path, const Json& study);

  const std::vector<TrialResult>& trials() const {
    return trials_;
  }  ///< Those the file held when it was opened.
  void append(const TrialResult& result);

 private:
  void write(const std::string& text);

  std::string path_;
  std::vector<TrialResult> trials_;
  std::ofstream stream_;
};

/// Joins the journals of shards into `out`, together with what `out` holds already.
/// @returns how many trials it holds then.
std::size_t merge_journal_files(const std::string& out, const std::vector<std::string>& paths);

}  // namespace vitrine::cli
