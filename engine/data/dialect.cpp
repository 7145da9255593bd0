#include "data/dialect.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "data/cell_text.h"
#include "data/header.h"
#include "data/number_text.h"
#include "data/records.h"
#include "error.h"

namespace vitrine {
namespace {

/// Rarest in ordinary text first: it wins where two delimiters explain the file equally well.
constexpr std::string_view delimiters = "\t|;,";

/// A sample ends after this many records, or earlier when it has these bytes and enough records to compare.
constexpr std::size_t sample_records = 1000;
constexpr std::size_t sample_bytes = std::size_t{64} * 1024;
constexpr std::size_t enough_records = 20;

/// The beginning of a file, cut into records at one delimiter.
struct Sample {
  char delimiter = ',';
  std::vector<SampleRow> rows;
  std::vector<int> lines;
  std::optional<Error> damage;  ///< Why the rows end before the sample does.

  std::size_t width = 0;  ///< The commonest number of cells per record among those of two cells or more.
  double agreement = 0;   ///< Share of records of that width, in [0, 1].
  double numbers = 0;     ///< Share of cells that are numbers: high where decimal commas are left whole.
};

/// Whether no cell but the first holds anything: a title, padded with delimiters when a spreadsheet wrote it.
bool is_lone_text(const SampleRow& row) {
  return std::all_of(row.begin() + 1, row.end(), [](const std::string& cell) { return cell.empty(); });
}

bool is_empty(const SampleRow& row) { return is_lone_text(row) && row.front().empty(); }

void measure(Sample& sample) {
  if (std::all_of(sample.rows.begin(), sample.rows.end(), is_empty)) sample.rows.clear();
  std::map<std::size_t, std::size_t> records_of_width;
  std::size_t cells = 0;
  std::size_t numbers = 0;
  for (const SampleRow& row : sample.rows) {
    ++records_of_width[row.size()];
    cells += row.size();
    for (const std::string& cell : row) numbers += notations_of(trimmed(cell)) != 0;
  }
  std::size_t most = 0;
  for (const auto& [width, records] : records_of_width) {
    const bool is_header_width = width == sample.rows.front().size();
    if (width >= 2 && (records > most || (records == most && is_header_width))) {
      most = records;
      sample.width = width;
    }
  }
  if (cells == 0) return;
  // A damaged record agrees with none: a wrong delimiter often meets a quote that makes no sense.
  const std::size_t records = sample.rows.size() + (sample.damage ? 1 : 0);
  sample.agreement = static_cast<double>(most) / static_cast<double>(records);
  sample.numbers = static_cast<double>(numbers) / static_cast<double>(cells);
}

Sample take_sample(std::string_view text, int first_line, char delimiter) {
  Sample sample;
  sample.delimiter = delimiter;
  RecordReader reader(text, delimiter, first_line);
  Record record;
  try {
    while (sample.rows.size() < (reader.position() < sample_bytes ? sample_records : enough_records) &&
           reader.next(record)) {
      SampleRow& row = sample.rows.emplace_back();
      for (const Record::Cell& cell : record.cells) row.emplace_back(cell.text);
      sample.lines.push_back(record.line);
    }
  } catch (const Error& error) {
    sample.damage = error;
  }
  measure(sample);
  return sample;
}

/// Excel's first line that names the delimiter, e.g. "sep=;".
std::optional<char> read_sep_line(std::string_view line) {
  if (line.size() >= 2 && line.front() == '"' && line.back() == '"') line = line.substr(1, line.size() - 2);
  const bool is_sep_line = line.size() == 5 && (line.substr(0, 4) == "sep=" || line.substr(0, 4) == "SEP=");
  if (!is_sep_line || delimiters.find(line[4]) == std::string_view::npos) return std::nullopt;
  return line[4];
}

/// The sample whose delimiter explains the file best.
Sample choose_sample(std::string_view text, int first_line) {
  std::vector<Sample> samples;
  for (const char delimiter : delimiters) samples.push_back(take_sample(text, first_line, delimiter));
  const auto is_worse = [](const Sample& a, const Sample& b) {
    if (a.agreement != b.agreement) return a.agreement < b.agreement;
    if (a.width == 0 && b.width == 0) return !a.damage && b.damage;  // No table: the damage is why.
    return a.numbers < b.numbers;
  };
  return *std::max_element(samples.begin(), samples.end(), is_worse);
}

/// What is no table although it may have commas in every line.
void refuse_other_formats(std::string_view text) {
  std::string start;  // In lower case, without blanks.
  for (const char c : text.substr(0, 200)) {
    const bool is_space = c == ' ' || (c >= '\t' && c <= '\r');
    if (!is_space) start += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  struct Signature {
    std::string_view start, format;
  };
  constexpr std::array<Signature, 9> signatures = {{{"<!doctype", "a web page"},
                                                    {"<html", "a web page"},
                                                    {"<head", "a web page"},
                                                    {"<?xml", "an XML document"},
                                                    {"<svg", "an XML document"},
                                                    {"{\"", "a JSON document"},
                                                    {"[{\"", "a JSON document"},
                                                    {"[\"", "a JSON document"},
                                                    {"[[", "a JSON document"}}};
  for (const Signature& signature : signatures) {
    if (start.compare(0, signature.start.size(), signature.start) != 0) continue;
    throw Error("not_csv", "This file is not CSV but " + std::string(signature.format) +
                               ". Save or download the data as CSV.");
  }
}

void require_table(const Sample& sample) {
  if (sample.rows.empty()) {
    if (sample.damage) throw Error(*sample.damage);
    fail("empty_file", {"The file is empty: there is no data in it, only blank lines at most."});
  }
  if (sample.width == 0) {
    if (sample.damage) throw Error(*sample.damage);
    fail("one_column",
         {"Only one column was found: no comma, semicolon, tab or pipe separates the cells. A table to "
          "learn from "
          "needs a target column and at least one column to predict it from."});
  }
  const bool header_agrees = sample.rows.front().size() == sample.width;
  if (sample.agreement < (header_agrees ? 0.25 : 0.5) && sample.rows.size() > 3) {
    fail("not_csv",
         {"The lines of this file do not form a table: they have different numbers of cells. A CSV "
          "file has one row per line, each with the same number of commas."});
  }
}

/// How many records at the top are titles above the table.
std::size_t count_titles(const Sample& sample) {
  const std::span<const SampleRow> rows = sample.rows;
  const auto is_full = [&sample](const SampleRow& row) { return row.size() >= sample.width; };
  const auto is_sure_header = [rows](std::size_t i) { return differs_in_kind(rows[i], rows.subspan(i + 1)); };

  const auto first_full =
      static_cast<std::size_t>(std::find_if(rows.begin(), rows.end(), is_full) - rows.begin());
  if (first_full > 0 && first_full < rows.size() && is_sure_header(first_full)) return first_full;

  std::size_t titles = 0;
  while (titles + 1 < rows.size() && is_lone_text(rows[titles])) ++titles;
  // A full row with a single cell filled may as well be the first row of a table with gaps.
  const bool is_padded =
      std::any_of(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(titles), is_full);
  return is_padded && !is_sure_header(titles) ? 0 : titles;
}

}  // namespace

Dialect guess_dialect(std::string_view text, const std::vector<std::string>& known_names) {
  refuse_other_formats(text);
  Dialect dialect;
  const std::size_t line_end = std::min(text.find_first_of("\r\n"), text.size());
  const std::optional<char> named = read_sep_line(trimmed(text.substr(0, line_end)));
  if (named) {
    dialect.begin = line_end + (text.substr(line_end, 2) == "\r\n" ? 2 : line_end < text.size() ? 1 : 0);
    dialect.first_line = 2;
    text.remove_prefix(dialect.begin);
  }
  const auto holds_known_name = [&known_names](const SampleRow& row) {
    return std::find_first_of(row.begin(), row.end(), known_names.begin(), known_names.end()) != row.end();
  };
  Sample sample =
      named ? take_sample(text, dialect.first_line, *named) : choose_sample(text, dialect.first_line);
  if (sample.width == 0 && !sample.rows.empty() && holds_known_name(sample.rows.front())) {
    sample = take_sample(text, dialect.first_line, ',');
    sample.width = 1;
    sample.agreement = 1;
  }
  require_table(sample);

  const std::size_t titles = count_titles(sample);
  dialect.delimiter = sample.delimiter;
  dialect.title_lines.assign(sample.lines.begin(),
                             sample.lines.begin() + static_cast<std::ptrdiff_t>(titles));
  const SampleRow& first = sample.rows[titles];
  dialect.header =
      holds_known_name(first) || looks_like_header(first, std::span(sample.rows).subspan(titles + 1));
  dialect.columns = sample.width;
  if (dialect.header) {
    // Names beyond the rows' width are kept, delimiters at the end of the header line alone are not.
    std::size_t named_columns = first.size();
    while (named_columns > sample.width && first[named_columns - 1].empty()) --named_columns;
    dialect.columns = std::max(named_columns, sample.width);
  }
  return dialect;
}

}  // namespace vitrine
