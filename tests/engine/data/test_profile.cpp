#include <doctest/doctest.h>

#include <limits>

#include "data/profile.h"
#include "data/table.h"
#include "error.h"

namespace vitrine {

TEST_CASE("profile: missing and bad cells of a number column are told apart; -0 and 0 are one value") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  Column column;
  column.type = ColumnType::number;
  column.cells = {"0", "", "abc", "-0", "2.5", "-1"};
  column.numbers = {0, nan, nan, -0.0, 2.5, -1};
  const ColumnProfile got = profile(column);
  CHECK(got.missing == 1);
  CHECK(got.bad_cells == 1);
  CHECK(got.distinct == 3);
  CHECK(got.min == -1);
  CHECK(got.max == 2.5);
  CHECK(got.sum == 1.5);
}

TEST_CASE("profile: many numbers are counted once each") {
  Column column;
  for (int i = 0; i < 30'000; ++i) {
    column.numbers.push_back(i % 10'000 * 0.01);
    column.cells.emplace_back("x");
  }
  CHECK(profile(column).distinct == 10'000);
}

TEST_CASE("profile: counts of categories, distinct texts, nothing at all") {
  Column category;
  category.type = ColumnType::category;
  category.categories = {"a", "b", "c"};
  category.codes = {0, -1, 1, 0};
  category.cells = {"a", "", "b", "a"};
  const ColumnProfile got = profile(category);
  CHECK(got.missing == 1);
  CHECK(got.distinct == 2);
  CHECK(got.counts == std::vector<std::pair<std::string, int>>{{"a", 2}, {"b", 1}, {"c", 0}});

  Column text;
  text.type = ColumnType::text;
  text.cells = {"p", "q", "p", ""};
  CHECK(profile(text).distinct == 2);
  Column empty;
  empty.type = ColumnType::empty;
  empty.cells = {"", ""};
  CHECK(profile(empty).missing == 2);
}

TEST_CASE("column_type: names read back, others are refused") {
  for (const ColumnType type :
       {ColumnType::number, ColumnType::category, ColumnType::text, ColumnType::date, ColumnType::empty}) {
    CHECK(column_type(name_of(type)) == type);
  }
  CHECK_THROWS_AS(column_type("numeric"), Error);
}

TEST_CASE("Table: columns are found by name") {
  Table table;
  table.columns.resize(2);
  table.columns[1].name = "b";
  CHECK(table.find("b") == 1);
  CHECK(table.find("c") == -1);
  CHECK(Table{}.rows() == 0);
}

}  // namespace vitrine
