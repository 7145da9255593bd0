#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "data/number_text.h"
#include "data/table.h"

namespace vitrine {

/// More distinct texts than this are no category: each would be an input of the network, or a class.
inline constexpr int most_categories = 100;

/// What the cells of one column could be.
struct CellCensus {
  int present = 0;  ///< Cells that are not missing ("").
  int dates = 0;
  std::array<int, notations.size()>
      numbers{};  ///< Cells that are numbers in each notation, infinite ones too.

  int most_numbers() const;            ///< Cells that are numbers in the best notation.
  NotationSet best_notations() const;  ///< All notations as good as that; every one for plain digits.
};

CellCensus take_census(const std::vector<std::string>& cells);

/// One notation per column. A column that could be read in two ways, such as 1.234, follows the columns that
/// leave no doubt; where none does, a comma before three digits is a thousands mark if commas also separate
/// the cells.
std::vector<Notation> choose_notations(const std::vector<CellCensus>& columns, char delimiter);

/// What stood in the way of a plain reading of a column.
struct ColumnTrouble {
  std::vector<int> text_rows;      ///< Cells that are no numbers among numbers: the first few,
  int texts = 0;                   ///< and how many.
  std::vector<int> infinite_rows;  ///< Cells that are infinite or too large: the first few,
  int infinite = 0;                ///< and how many.
  bool mixed = false;              ///< At least half of the cells are numbers, but not all.
  bool leading_zeros = false;      ///< Codes such as 007: not a number column.
  bool precision_loss = false;     ///< Whole numbers that float64 cannot hold: not a number column.
  bool too_many_categories = false;
};

/// Types a column and fills it in from its cells.
///
/// @param chosen  the type a person asked for; without one it is inferred: a date if all cells are, a number
/// if
///                nearly all are (the rest becomes NaN and is reported), a category if the texts repeat and
///                are few.
Column make_column(std::string name, std::vector<std::string> cells, const CellCensus& census,
                   Notation notation, std::optional<ColumnType> chosen, ColumnTrouble& trouble);

/// Puts category names into the order of Column::categories: numeric if all are numbers, else by bytes.
void sort_categories(std::vector<std::string>& categories);

}  // namespace vitrine
