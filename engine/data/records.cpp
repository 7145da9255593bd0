#include "data/records.h"

#include "error.h"

namespace vitrine {
namespace {

/// More columns than any table we could train on; a longer line is no table.
constexpr std::size_t most_cells = 100'000;

/// LF, CRLF and CR each count as one.
int count_line_breaks(std::string_view text) {
  int count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    count += text[i] == '\n' ? 1 : text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n') ? 1 : 0;
  }
  return count;
}

bool is_blank_line(const Record& record) {
  return record.cells.size() == 1 && record.cells[0].text.empty() && !record.cells[0].quoted;
}

}  // namespace

RecordReader::RecordReader(std::string_view text, char delimiter, int first_line)
    : text_(text), delimiter_(delimiter), line_(first_line) {
  for (const char c : {delimiter, '\n', '\r'}) ends_bare_cell_[static_cast<unsigned char>(c)] = true;
  is_blank_[' '] = true;
  is_blank_['\t'] = delimiter != '\t';
}

bool RecordReader::next(Record& record) {
  while (!at_end()) {
    record.cells.clear();
    record.line = line_;
    unescaped_.clear();
    record.cells.push_back(read_cell());
    while (!at_line_end()) {
      ++position_;  // The delimiter.
      record.cells.push_back(read_cell());
      if (record.cells.size() > most_cells) {
        fail("not_csv",
             {"Line ", record.line, " has more than ", most_cells,
              " cells. Is this a CSV file, with one row per line?"},
             {.line = record.line});
      }
    }
    skip_line_end();
    if (!is_blank_line(record)) return true;
  }
  return false;
}

Record::Cell RecordReader::read_cell() {
  const std::size_t begin = position_;
  while (at_blank()) ++position_;
  if (!at_end() && text_[position_] == '"') return read_quoted_cell();
  position_ = begin;
  return read_bare_cell();
}

Record::Cell RecordReader::read_bare_cell() {
  while (at_blank()) ++position_;
  const std::size_t begin = position_;
  while (!at_end() && !ends_bare_cell_[static_cast<unsigned char>(text_[position_])]) ++position_;
  std::size_t end = position_;
  while (end > begin && is_blank_[static_cast<unsigned char>(text_[end - 1])]) --end;
  return {text_.substr(begin, end - begin), false};
}

Record::Cell RecordReader::read_quoted_cell() {
  const int first_line = line_;
  const std::size_t begin = ++position_;
  bool has_doubled_quotes = false;
  for (;; position_ += 2) {
    position_ = text_.find('"', position_);
    if (position_ == std::string_view::npos) {
      position_ = text_.size();
      fail("unclosed_quote",
           {"The quote that opens a cell in line ", first_line,
            " is never closed. Add the closing quote, or remove the opening one."},
           {.line = first_line});
    }
    if (position_ + 1 == text_.size() || text_[position_ + 1] != '"') break;
    has_doubled_quotes = true;
  }
  const std::string_view inside = text_.substr(begin, position_ - begin);
  line_ += count_line_breaks(inside);
  ++position_;  // The closing quote.
  while (at_blank()) ++position_;
  if (!at_line_end() && text_[position_] != delimiter_) {
    std::string opened =
        line_ == first_line ? "" : concat({" (of the cell that begins in line ", first_line, ")"});
    fail("bad_quote",
         {"In line ", line_, " there is text after a closing quote", opened,
          ". Inside a quoted cell, write a quote twice: \"\"."},
         {.line = line_});
  }
  return {has_doubled_quotes ? without_doubled_quotes(inside) : inside, true};
}

std::string_view RecordReader::without_doubled_quotes(std::string_view quoted) {
  std::string& text = unescaped_.emplace_back();
  text.reserve(quoted.size());
  for (std::size_t i = 0; i < quoted.size(); ++i) {
    text += quoted[i];
    if (quoted[i] == '"') ++i;
  }
  return text;
}

void RecordReader::skip_line_end() {
  if (at_end()) return;
  const bool carriage_return = text_[position_] == '\r';
  ++position_;
  if (carriage_return && !at_end() && text_[position_] == '\n') ++position_;
  ++line_;
}

}  // namespace vitrine
