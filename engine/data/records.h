#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine {

/// One record of a CSV file: usually a line, more if a quoted cell holds line breaks.
struct Record {
  struct Cell {
    std::string_view
        text;  ///< Without the quotes, doubled quotes made one; blanks around a bare cell dropped.
    bool quoted;
  };
  std::vector<Cell> cells;
  int line = 0;  ///< Where the record begins.
};

/// Cuts CSV text into records: RFC 4180, with line ends LF, CRLF or CR, also mixed. A quote counts only at
/// the beginning of a cell; inside a bare cell it is a character. Blank lines are skipped.
class RecordReader {
 public:
  /// @param first_line  number of the line that `text` begins with.
  RecordReader(std::string_view text, char delimiter, int first_line = 1);

  /// Reads the next record; its cells are views that live until the next call.
  ///
  /// @returns false at the end of the text.
  /// @throws Error "unclosed_quote" or "bad_quote" with the line, "not_csv" if a record has absurdly many
  /// cells.
  bool next(Record& record);

  /// Bytes read so far.
  std::size_t position() const { return position_; }

 private:
  Record::Cell read_cell();
  Record::Cell read_bare_cell();
  Record::Cell read_quoted_cell();
  std::string_view without_doubled_quotes(std::string_view quoted);
  bool at_end() const { return position_ == text_.size(); }
  bool at_line_end() const { return at_end() || text_[position_] == '\n' || text_[position_] == '\r'; }
  bool at_blank() const { return !at_end() && is_blank_[static_cast<unsigned char>(text_[position_])]; }
  void skip_line_end();

  std::string_view text_;
  char delimiter_;
  std::size_t position_ = 0;
  int line_;
  std::array<bool, 256> ends_bare_cell_{};
  std::array<bool, 256> is_blank_{};
  std::deque<std::string> unescaped_;  ///< Cells of the current record that are no plain part of the text.
};

}  // namespace vitrine
