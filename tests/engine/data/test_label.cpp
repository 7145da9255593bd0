#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "data/csv.h"
#include "data/label.h"
#include "error.h"

namespace vitrine {
namespace {

/// A table whose column "y" holds the given cells, beside a number column "x".
Table table_of(const std::vector<std::string>& cells) {
  std::string text = "x,y\n";
  for (std::size_t i = 0; i < cells.size(); ++i) text += std::to_string(i) + "," + cells[i] + "\n";
  return read_csv(text).table;
}

std::string refusal(const Table& table, const std::string& target) {
  try {
    read_labels(table, target);
  } catch (const Error& error) {
    return error.code();
  }
  return "";
}

std::vector<std::string> numbers(int count, double step) {
  std::vector<std::string> cells;
  for (int i = 0; i < count; ++i) cells.push_back(std::to_string(i * step));
  return cells;
}

std::vector<std::string> repeated(std::vector<std::string> cells, int times) {
  const std::vector<std::string> once = cells;
  for (int i = 1; i < times; ++i) cells.insert(cells.end(), once.begin(), once.end());
  return cells;
}

}  // namespace

TEST_CASE("read_labels: numbers are classes in numeric order, however they are spelled") {
  const ClassLabels labels = read_labels(table_of({"10", "9", "9.0", "", "1e1"}), "y");
  CHECK(labels.classes == std::vector<std::string>{"9", "10"});
  CHECK(labels.labels == Labels{1, 0, 0, 1});
  CHECK(labels.rows == std::vector<int>{0, 1, 2, 4});
  REQUIRE(labels.warnings.size() == 1);
  CHECK(labels.warnings[0].code == "missing_label");
  CHECK(labels.warnings[0].count == 1);
}

TEST_CASE("read_labels: texts are classes in byte order, case included") {
  CHECK(read_labels(table_of({"no", "Yes", "yes", "No", "no"}), "y").classes ==
        std::vector<std::string>{"No", "Yes", "no", "yes"});
}

TEST_CASE("read_labels: what cannot be told apart or is no class is refused") {
  CHECK(refusal(table_of({"a", ""}), "y") == "too_few_rows");
  CHECK(refusal(table_of({"", ""}), "y") == "too_few_rows");
  CHECK(refusal(table_of({"a", "a", "a"}), "y") == "single_class_label");
  CHECK(refusal(table_of(numbers(40, 1.37)), "y") == "too_many_classes");
  CHECK(refusal(table_of(repeated(numbers(25, 0.5), 10)), "y") == "too_many_classes");
  CHECK(refusal(table_of(repeated(numbers(101, 1), 10)), "y") == "too_many_classes");
  CHECK(refusal(table_of(repeated(numbers(100, 1), 10)), "y") == "");
  CHECK(refusal(table_of(repeated(numbers(10, 0.5), 10)), "y") == "");
  CHECK(refusal(table_of({"a", "b", "c", "d"}), "y") == "");
}

TEST_CASE("read_labels: an unknown column is answered with those that exist") {
  try {
    read_labels(table_of({"a", "b"}), "z");
    FAIL("accepted");
  } catch (const Error& error) {
    CHECK(error.code() == "unknown_column");
    CHECK(std::string(error.what()) == "There is no column \"z\"; the table has \"x\" and \"y\".");
  }
}

TEST_CASE("label_warnings: what read_labels would refuse is a warning") {
  const std::vector<Warning> warnings = label_warnings(table_of({"a", "a", "", "a"}), "y");
  REQUIRE(warnings.size() == 2);
  CHECK(warnings[0].code == "missing_label");
  CHECK(warnings[1].code == "single_class_label");
  CHECK(warnings[1].names == std::vector<std::string>{"y"});
}

TEST_CASE("usable_columns: numbers and categories that vary, but not the target") {
  const Table table =
      read_csv(
          "id,n,same,c,day,none,y\nq,1,5,a,2024-01-01,,u\nw,2,5,b,2024-01-02,,v\ne,3,5,a,2024-01-03,,u\n")
          .table;
  CHECK(usable_columns(table, "y") == std::vector<std::string>{"n", "c"});
  const Table useless = read_csv("a,y\n1,u\n1,v\n1,u\n").table;
  CHECK_THROWS_AS(usable_columns(useless, "y"), Error);
}

}  // namespace vitrine
