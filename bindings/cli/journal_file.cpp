#include "journal_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <utility>

#include "error.h"
#include "files.h"

namespace vitrine::cli {
namespace {

bool exists(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

/// Reads a journal and says in its errors which file it is.
Journal read_named(const std::string& path, const std::string& text) {
  try {
    return read_journal(text);
  } catch (const Error& error) {
    fail(error.code(), {path, ": ", error.what()}, {.line = error.line()});
  }
}

}  // namespace

JournalFile::JournalFile(std::string path, const Json& study) : path_(std::move(path)) {
  const std::string header = journal_header(study);
  const std::string text = exists(path_) ? read_file(path_) : "";
  Journal journal = read_named(path_, text);
  // Text without a line end is the beginning of our own first line, or somebody's file that is none of our
  // business.
  if (journal.study.is_null() && text != std::string_view(header).substr(0, text.size())) {
    fail("not_a_journal", {path_, " exists and is not the journal of a search: name another file."},
         {.line = 1});
  }
  if (!journal.study.is_null()) check_same_study(study, journal.study);
  trials_ = std::move(journal.trials);
  if (journal.complete_bytes < text.size()) std::filesystem::resize_file(path_, journal.complete_bytes);
  stream_.open(path_, std::ios::binary | std::ios::app);
  if (!stream_) fail("unwritable_file", {"Cannot write ", path_, ": ", std::strerror(errno), "."});
  if (journal.study.is_null()) write(header);
}

void JournalFile::append(const TrialResult& result) { write(journal_line(result)); }

void JournalFile::write(const std::string& text) {
  stream_ << text << std::flush;
  if (!stream_) fail("unwritable_file", {"Cannot write ", path_, ": ", std::strerror(errno), "."});
}

std::size_t merge_journal_files(const std::string& out, const std::vector<std::string>& paths) {
  std::vector<Journal> journals;
  if (exists(out)) journals.push_back(read_named(out, read_file(out)));
  for (const std::string& path : paths) journals.push_back(read_named(path, read_file(path)));
  const Journal merged = merge_journals(journals);
  if (merged.study.is_null()) fail("not_a_journal", {"The journals are empty: there is nothing to join."});
  std::string text = journal_header(merged.study);
  for (const TrialResult& trial : merged.trials) text += journal_line(trial);
  write_file(out, text);
  return merged.trials.size();
}

}  // namespace vitrine::cli
