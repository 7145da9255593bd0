#include "data/column_type.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

#include "data/cell_text.h"
#include "data/text_index.h"
#include "data/warning.h"
#include "order.h"

namespace vitrine {
namespace {

/// A column is a number column although a few cells are not numbers when these are at most one in ten.
bool nearly_all(int part, int whole) {
  return part > 0 && std::int64_t{10} * part >= std::int64_t{9} * whole;
}

void remember(std::vector<int>& rows, std::size_t row) {
  if (rows.size() < most_warning_lines) rows.push_back(static_cast<int>(row));
}

/// Reads every cell in one notation. Says what it met in `trouble`.
std::vector<double> read_numbers(const std::vector<std::string>& cells, Notation notation,
                                 ColumnTrouble& trouble) {
  std::vector<double> numbers(cells.size(), std::numeric_limits<double>::quiet_NaN());
  bool leading_zeros = false;
  bool inexact = false;
  bool decimals = false;
  for (std::size_t row = 0; row < cells.size(); ++row) {
    if (cells[row].empty()) continue;
    const NumberText number = read_number(cells[row], notation);
    switch (number.kind) {
      case NumberText::Kind::finite:
        numbers[row] = number.value;
        leading_zeros |= number.leading_zero;
        inexact |= !number.exact;
        decimals |= !number.whole;
        break;
      case NumberText::Kind::infinite:
        remember(trouble.infinite_rows, row);
        ++trouble.infinite;
        break;
      case NumberText::Kind::text:
        remember(trouble.text_rows, row);
        ++trouble.texts;
        break;
    }
  }
  // Beside decimal numbers, 007 and a number of 20 digits are measurements too.
  trouble.leading_zeros = leading_zeros && !decimals;
  trouble.precision_loss = inexact && !decimals;
  return numbers;
}

/// The distinct texts of a column, by order of appearance, and for each row which it is; -1 where missing.
struct DistinctTexts {
  TextIndex texts;
  std::vector<int> codes;
  bool too_many = false;  ///< There are more than asked for, and the rest is left out.
};

DistinctTexts find_distinct(const std::vector<std::string>& cells, std::size_t most) {
  DistinctTexts distinct;
  distinct.codes.reserve(cells.size());
  for (const std::string& cell : cells) {
    distinct.codes.push_back(cell.empty() ? -1 : distinct.texts.add(cell));
    distinct.too_many = distinct.texts.size() > most;
    if (distinct.too_many) break;
  }
  return distinct;
}

/// Up to this many texts are a category as soon as one of them repeats.
constexpr std::size_t few_texts = 20;

/// Text that repeats: few values, or each twice on average. A lone row has nothing to repeat.
bool is_category(const DistinctTexts& distinct, int present) {
  const auto values = static_cast<int>(distinct.texts.size());
  if (distinct.too_many) return false;
  return values == 1 || (values < present && (distinct.texts.size() <= few_texts || 2 * values <= present));
}

void fill_categories(Column& column, const DistinctTexts& distinct) {
  column.categories.assign(distinct.texts.begin(), distinct.texts.end());
  sort_categories(column.categories);
  const TextIndex places(column.categories);
  std::vector<int> sorted_code;
  for (const std::string_view text : distinct.texts) sorted_code.push_back(places.find(text));
  column.codes.reserve(distinct.codes.size());
  for (const int code : distinct.codes)
    column.codes.push_back(code < 0 ? -1 : sorted_code[static_cast<std::size_t>(code)]);
}

ColumnType infer_text_type(Column& column, int present, ColumnTrouble& trouble) {
  const DistinctTexts distinct = find_distinct(column.cells, most_categories);
  trouble.too_many_categories = distinct.too_many;
  if (!is_category(distinct, present)) return ColumnType::text;
  fill_categories(column, distinct);
  return ColumnType::category;
}

ColumnType infer_type(Column& column, const CellCensus& census, Notation notation, ColumnTrouble& trouble) {
  if (census.present == 0) return ColumnType::empty;
  if (census.dates == census.present) return ColumnType::date;
  const int numbers = census.most_numbers();
  if (2 * numbers >= census.present) {
    column.numbers = read_numbers(column.cells, notation, trouble);
    const bool is_code = trouble.leading_zeros || trouble.precision_loss;
    const int finite = census.present - trouble.texts - trouble.infinite;
    trouble.mixed = trouble.texts > 0;
    if (nearly_all(numbers, census.present) && finite > 0 && !is_code) return ColumnType::number;
    column.numbers = {};
  }
  return infer_text_type(column, census.present, trouble);
}

}  // namespace

int CellCensus::most_numbers() const { return *std::max_element(numbers.begin(), numbers.end()); }

NotationSet CellCensus::best_notations() const {
  NotationSet best = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (numbers[i] == most_numbers()) best |= static_cast<NotationSet>(1U << i);
  }
  return best;
}

CellCensus take_census(const std::vector<std::string>& cells) {
  CellCensus census;
  std::array<int, every_notation + 1> cells_of_set{};
  for (const std::string& cell : cells) {
    if (cell.empty()) continue;
    ++census.present;
    const NotationSet set = notations_of(cell);
    ++cells_of_set[set];
    if (set == 0 && is_date(cell)) ++census.dates;
  }
  for (std::size_t set = 0; set < cells_of_set.size(); ++set) {
    for (std::size_t i = 0; i < notations.size(); ++i) {
      if (set >> i & 1U) census.numbers[i] += cells_of_set[set];
    }
  }
  return census;
}

std::vector<Notation> choose_notations(const std::vector<CellCensus>& columns, char delimiter) {
  constexpr NotationSet decimal_comma = 0b1100'1100;  // Bits of the notations with a decimal comma.
  bool comma_is_sure = false;
  bool point_is_sure = false;
  for (const CellCensus& column : columns) {
    if (column.most_numbers() == 0) continue;
    comma_is_sure |= (column.best_notations() & ~decimal_comma) == 0;
    point_is_sure |= (column.best_notations() & decimal_comma) == 0;
  }
  const bool prefers_comma = comma_is_sure && !point_is_sure;
  // "1,234" in a file that separates cells by semicolons comes from where commas are decimal marks.
  const bool lone_comma_is_decimal = !point_is_sure && (comma_is_sure || delimiter != ',');

  std::vector<Notation> chosen;
  for (const CellCensus& column : columns) {
    const NotationSet best = column.best_notations();
    const bool comma_only_doubt =
        (best & 0b0000'0001) == 0;  // A plain decimal point does not explain the column.
    const bool wants_comma = prefers_comma || (comma_only_doubt && lone_comma_is_decimal);
    const NotationSet preferred = wants_comma ? best & decimal_comma : best & ~decimal_comma;
    const NotationSet candidates = preferred != 0 ? preferred : best;
    std::size_t first = 0;
    while (first + 1 < notations.size() && !(candidates >> first & 1U)) ++first;
    chosen.push_back(notations[first]);
  }
  return chosen;
}

Column make_column(std::string name, std::vector<std::string> cells, const CellCensus& census,
                   Notation notation, std::optional<ColumnType> chosen, ColumnTrouble& trouble) {
  Column column;
  column.name = std::move(name);
  column.cells = std::move(cells);
  if (!chosen) {
    column.type = infer_type(column, census, notation, trouble);
    return column;
  }
  column.type = *chosen;
  if (*chosen == ColumnType::number) {
    column.numbers = read_numbers(column.cells, notation, trouble);
    trouble.mixed = trouble.texts > 0;
    trouble.leading_zeros = false;  // Whoever asks for a number knows better,
  } else if (*chosen == ColumnType::category) {
    fill_categories(column, find_distinct(column.cells, column.cells.size()));
  }
  return column;
}

void sort_categories(std::vector<std::string>& categories) {
  std::sort(categories.begin(), categories.end());
  std::vector<double> values;
  for (const std::string& category : categories) {
    const NumberText number = read_number(category);
    if (number.kind != NumberText::Kind::finite) return;
    values.push_back(number.value);
  }
  std::vector<std::string> ascending;
  for (const int place : ascending_order(values)) {
    ascending.push_back(std::move(categories[static_cast<std::size_t>(place)]));
  }
  categories = std::move(ascending);
}

}  // namespace vitrine
