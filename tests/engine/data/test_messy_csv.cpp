#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "data/csv.h"
#include "data/label.h"
#include "data/profile.h"
#include "error.h"
#include "goldens.h"

namespace vitrine {
namespace {

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return text;
}

bool mentions_one_of(const std::string& message, const test::Golden& words) {
  return std::any_of(words.begin(), words.end(), [&](const test::Golden& word) {
    return lower(message).find(lower(word.get<std::string>())) != std::string::npos;
  });
}

bool flag(const test::Golden& object, const char* name) {
  return object.contains(name) && object[name] == true;
}

/// Sums are taken in row order here and perhaps in another order there.
doctest::Approx close_to(const test::Golden& number) {
  return doctest::Approx(number.get<double>()).epsilon(1e-9);
}

void check_error(const Error& error, const test::Golden& expected) {
  CHECK(error.code() == expected["code"]);
  CHECK_MESSAGE(mentions_one_of(error.what(), expected["message_mentions_one_of"]), error.what());
  if (expected.contains("line") && !expected["line"].is_null()) CHECK(error.line() == expected["line"]);
}

void check_first_cells(const Column& column, const test::Golden& first) {
  for (std::size_t row = 0; row < first.size(); ++row) {
    CAPTURE(row);
    if (column.type != ColumnType::number) {
      const std::string want = first[row].is_null()     ? ""
                               : first[row].is_string() ? first[row].get<std::string>()
                                                        : "?";
      if (want != "?") CHECK(column.cells[row] == want);
    } else if (first[row].is_null()) {
      CHECK(std::isnan(column.numbers[row]));
    } else if (first[row].is_number()) {
      CHECK(column.numbers[row] == first[row].get<double>());
    }
  }
}

/// Cells that are no finite number: counted apart, and a warning names the line or shows the value.
void check_bad_cells(const CsvFile& file, const ColumnProfile& got, const test::Golden& bad_cells) {
  if (got.type == ColumnType::number) CHECK(got.bad_cells == static_cast<int>(bad_cells.size()));
  for (const test::Golden& cell : bad_cells) {
    CAPTURE(cell.dump());
    CHECK(std::any_of(file.warnings.begin(), file.warnings.end(), [&](const Warning& warning) {
      const bool names_column = std::count(warning.names.begin(), warning.names.end(), got.name) > 0;
      const bool names_line =
          std::count(warning.lines.begin(), warning.lines.end(), cell["line"].get<int>()) > 0;
      return names_column &&
             (names_line || warning.message.find(cell["value"].get<std::string>()) != std::string::npos);
    }));
  }
}

void check_column(const CsvFile& file, std::size_t position, const test::Golden& want, bool names_are_free) {
  const Column& column = file.table.columns[position];
  const ColumnProfile got = profile(column);
  CAPTURE(got.name);
  const std::string wanted_name = want["name"];
  if (names_are_free) {
    CHECK(got.name.rfind(wanted_name, 0) == 0);
  } else {
    CHECK(got.name == wanted_name);
  }

  std::vector<std::string> types = {want["type"]};
  if (want.contains("accept_types")) {
    for (const test::Golden& type : want["accept_types"]) types.push_back(type);
  }
  const std::string got_type = name_of(got.type);
  CHECK_MESSAGE(std::count(types.begin(), types.end(), got_type) == 1, "type is " << got_type);
  const bool is_wanted_type = got_type == types[0];

  CHECK(got.missing == want["missing"]);
  if (want.contains("bad_cells")) check_bad_cells(file, got, want["bad_cells"]);
  if (want.contains("first")) check_first_cells(column, want["first"]);
  if (!is_wanted_type) return;  // The numbers below are those of the wanted type.
  CHECK(got.distinct == want["distinct"]);
  for (const auto& [key, value] : {std::pair{"min", got.min}, {"max", got.max}, {"sum", got.sum}}) {
    const std::string field = key;
    CAPTURE(field);
    if (got.type == ColumnType::number && want.contains(key)) CHECK(value == close_to(want[key]));
  }
  if (want.contains("counts") && got.type == ColumnType::category) {
    CHECK(got.counts.size() == want["counts"].size());
    for (const auto& counted : got.counts) {
      CAPTURE(counted.first);
      REQUIRE(want["counts"].contains(counted.first));
      CHECK(counted.second == want["counts"][counted.first]);
    }
  }
}

/// Every name, line and count that is asked for appears in some warning of that code.
void check_warning(const std::vector<Warning>& warnings, const test::Golden& want) {
  CAPTURE(want.dump());
  std::set<std::string> names;
  std::set<int> short_lines, long_lines, lines;
  std::set<int> counts;
  bool found = false;
  for (const Warning& warning : warnings) {
    if (warning.code != want["code"]) continue;
    found = true;
    CHECK_FALSE(warning.message.empty());
    names.insert(warning.names.begin(), warning.names.end());
    short_lines.insert(warning.short_lines.begin(), warning.short_lines.end());
    long_lines.insert(warning.long_lines.begin(), warning.long_lines.end());
    lines.insert(warning.lines.begin(), warning.lines.end());
    counts.insert(warning.count);
  }
  CHECK(found);
  for (const auto& [key, values] : want.items()) {
    if (key == "names") {
      for (const test::Golden& name : values) CHECK(names.count(name) == 1);
    } else if (key == "count") {
      CHECK(counts.count(values) == 1);
    } else if (key == "lines" || key == "short_lines" || key == "long_lines") {
      const std::set<int>& got = key == "lines" ? lines : key == "short_lines" ? short_lines : long_lines;
      for (const test::Golden& line : values) CHECK(got.count(line) == 1);
    }
  }
}

/// The classes as a learner sees them: from read_labels where it accepts them, else from the column's
/// profile.
void check_label(const CsvFile& file, const std::string& target, const test::Golden& expected) {
  const test::Golden& classes = expected["label"]["classes"];
  if (!expected.contains("training_with_this_label")) {
    const ClassLabels labels = read_labels(file.table, target);
    for (const auto& wanted : classes.items()) {
      const std::string name = wanted.key();
      CAPTURE(name);
      const auto place = std::find(labels.classes.begin(), labels.classes.end(), name);
      REQUIRE(place != labels.classes.end());
      const auto code = static_cast<int>(place - labels.classes.begin());
      CHECK(std::count(labels.labels.begin(), labels.labels.end(), code) == wanted.value());
    }
    CHECK(labels.classes.size() == classes.size());
    CHECK(file.table.rows() - static_cast<int>(labels.rows.size()) ==
          expected["label"]["rows_without_label"]);
    return;
  }
  std::optional<Error> refusal;
  try {
    read_labels(file.table, target);
    usable_columns(file.table, target);
  } catch (const Error& error) {
    refusal = error;
  }
  REQUIRE(refusal.has_value());
  check_error(*refusal, expected["training_with_this_label"]);
  const ColumnProfile column = profile(file.table.columns[static_cast<std::size_t>(file.table.find(target))]);
  CHECK(column.distinct == static_cast<int>(classes.size()));
}

void check_file(const CsvFile& file, const test::Golden& expected) {
  CHECK(file.encoding == expected["encoding"]);
  CHECK(file.delimiter == expected["delimiter"]);
  CHECK(file.decimal == expected["decimal"]);
  CHECK(file.thousands == (expected["thousands"].is_null() ? "" : expected["thousands"].get<std::string>()));
  CHECK(file.header == expected["header"]);
  CHECK(file.table.rows() == expected["rows"]);

  const bool names_are_free = expected.contains("header_rule") || expected["header"] == false;
  std::set<std::string> names;
  REQUIRE(file.table.columns.size() == expected["columns"].size());
  for (std::size_t c = 0; c < file.table.columns.size(); ++c) {
    const test::Golden& want = expected["columns"][c];
    CHECK(names.insert(file.table.columns[c].name).second);
    CHECK_FALSE(file.table.columns[c].name.empty());
    check_column(file, c, want, names_are_free || want["name"] == "");
  }

  std::vector<Warning> warnings = file.warnings;
  if (expected.contains("label") && !expected["label"].is_null()) {
    const std::string target = expected["label"]["column"];
    check_label(file, target, expected);
    for (const Warning& warning : label_warnings(file.table, target)) warnings.push_back(warning);
  }
  for (const test::Golden& want : expected["warnings"]) check_warning(warnings, want);
  if (expected["file"] == "plain.csv") CHECK(warnings.empty());
}

}  // namespace

TEST_CASE("read_csv: every messy golden file is read, warned about or refused as its expectation says") {
  for (const auto& path : test::golden_files("messy", "", ".expected.json")) {
    CAPTURE(path.filename().string());
    const test::Golden expected = test::read_json(path);
    const std::string bytes = test::read_file(test::golden_file("messy", expected["file"]));
    std::optional<Error> refusal;
    CsvFile file;
    try {
      file = read_csv(bytes);
    } catch (const Error& error) {
      refusal = error;
    }
    if (refusal) {
      CHECK_FALSE(std::string(refusal->what()).empty());
      if (expected["expect"] == "error") {
        check_error(*refusal, expected["error"]);
      } else {
        CHECK_MESSAGE(flag(expected, "accept_error"), refusal->what());
      }
    } else if (expected["expect"] == "error") {
      CHECK(flag(expected, "accept_loading"));
    } else {
      check_file(file, expected);
    }
  }
}

}  // namespace vitrine
