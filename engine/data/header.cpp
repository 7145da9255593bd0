#include "data/header.h"

#include <algorithm>

#include "data/cell_text.h"
#include "data/number_text.h"
#include "data/text_index.h"
#include "data/wording.h"
#include "text.h"

namespace vitrine {
namespace {

enum class Kind { missing, number, date, text };

Kind kind_of(const std::string& cell) {
  const std::string_view text = trimmed(cell);
  if (is_missing(text)) return Kind::missing;
  if (notations_of(text) != 0) return Kind::number;
  return is_date(text) ? Kind::date : Kind::text;
}

/// The kind of most cells of a column.
Kind kind_of_column(std::span<const SampleRow> rows, std::size_t column) {
  std::size_t present = 0;
  std::size_t numbers = 0;
  std::size_t dates = 0;
  for (const SampleRow& row : rows) {
    const Kind kind = column < row.size() ? kind_of(row[column]) : Kind::missing;
    present += kind != Kind::missing;
    numbers += kind == Kind::number;
    dates += kind == Kind::date;
  }
  if (present == 0) return Kind::missing;
  if (2 * numbers >= present) return Kind::number;
  return 2 * dates >= present ? Kind::date : Kind::text;
}

bool comes_again(const std::string& cell, std::span<const SampleRow> rows, std::size_t column) {
  return std::any_of(rows.begin(), rows.end(),
                     [&](const SampleRow& row) { return column < row.size() && row[column] == cell; });
}

struct Votes {
  int for_names = 0;
  int for_values = 0;
};

/// One vote per column.
Votes count_votes(const SampleRow& first, std::span<const SampleRow> below) {
  Votes votes;
  for (std::size_t column = 0; column < first.size(); ++column) {
    const Kind above = kind_of(first[column]);
    const Kind under = kind_of_column(below, column);
    if (above == Kind::missing || under == Kind::missing) continue;
    if (above != under) {
      ++votes.for_names;
    } else if (above != Kind::text || comes_again(first[column], below, column)) {
      ++votes.for_values;
    }
  }
  return votes;
}

/// Whether four or more cells in a row are whole numbers that count up by one, as the names 0, 1, 2, 3 that
/// pandas gives or the years 2019, 2020, 2021, 2022.
bool counts_up(const SampleRow& row) {
  int run = 1;
  for (std::size_t i = 1; i < row.size(); ++i) {
    const NumberText before = read_number(row[i - 1]);
    const NumberText here = read_number(row[i]);
    run = before.whole && here.whole && here.value == before.value + 1 ? run + 1 : 1;
    if (run == 4) return true;
  }
  return false;
}

}  // namespace

bool looks_like_header(const SampleRow& first, std::span<const SampleRow> below) {
  if (below.empty()) {
    return std::none_of(first.begin(), first.end(),
                        [](const std::string& cell) { return kind_of(cell) == Kind::number; });
  }
  if (counts_up(first) && !counts_up(below.front())) return true;
  const Votes votes = count_votes(first, below);
  return votes.for_names >= votes.for_values;
}

bool differs_in_kind(const SampleRow& first, std::span<const SampleRow> below) {
  const Votes votes = count_votes(first, below);
  return votes.for_names > votes.for_values;
}

std::vector<std::string> unique_names(std::vector<std::string> header, std::size_t columns,
                                      std::vector<Warning>& warnings) {
  header.resize(columns);
  const std::vector<std::string> given = header;
  constexpr std::string_view nameless_stem = "column";
  TextIndex taken(given);
  taken.add(nameless_stem);
  Warning nameless;
  Warning duplicate;
  std::vector<int> seen(taken.size(), 0);
  std::vector<int> last_number(taken.size(), 1);
  for (std::size_t i = 0; i < columns; ++i) {
    const bool is_nameless = given[i].empty();
    const std::string_view stem = is_nameless ? nameless_stem : given[i];
    const auto text = static_cast<std::size_t>(taken.find(stem));
    if (!is_nameless && ++seen[text] == 1) continue;
    if (!is_nameless && seen[text] == 2) duplicate.names.push_back(given[i]);

    std::string unique = is_nameless ? concat({stem, "_", i + 1}) : "";
    while (unique.empty() || taken.find(unique) >= 0) unique = concat({stem, "_", ++last_number[text]});
    header[i] = unique;
    taken.add(header[i]);
    if (is_nameless) nameless.names.push_back(unique);
  }
  if (!nameless.names.empty()) {
    nameless.code = "empty_header";
    nameless.message = concat({wording::count(nameless.names.size(), "column has", "columns have"),
                               " no name and ", (nameless.names.size() == 1 ? "is" : "are"), " called ",
                               wording::names(nameless.names), "."});
    warnings.push_back(nameless);
  }
  if (!duplicate.names.empty()) {
    duplicate.code = "duplicate_header";
    duplicate.message = "Several columns are called " + wording::names(duplicate.names) +
                        "; from the second on, their names end in a number, as in " +
                        wording::quoted(duplicate.names.front() + "_2") + ".";
    warnings.push_back(duplicate);
  }
  return header;
}

std::vector<std::string> made_up_names(std::size_t columns) {
  std::vector<std::string> names;
  for (std::size_t i = 1; i <= columns; ++i) names.push_back(concat({"column_", i}));
  return names;
}

}  // namespace vitrine
