#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "data/column_type.h"
#include "data/preprocessing.h"
#include "error.h"
#include "goldens.h"

namespace vitrine {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

Column number_column(const std::string& name, const std::vector<double>& numbers) {
  Column column;
  column.name = name;
  column.type = ColumnType::number;
  column.numbers = numbers;
  for (const double x : numbers) column.cells.push_back(std::isnan(x) ? "" : format_number(x));
  return column;
}

Column category_column(const std::string& name, const std::vector<std::string>& cells) {
  ColumnTrouble trouble;
  return make_column(name, cells, take_census(cells), notations[0], ColumnType::category, trouble);
}

std::vector<int> all_rows(const Table& table) {
  std::vector<int> rows(static_cast<std::size_t>(table.rows()));
  std::iota(rows.begin(), rows.end(), 0);
  return rows;
}

/// Columns of a golden table of numbers, null = missing.
Table number_table(const Json& names, const Json& rows) {
  Table table;
  for (std::size_t c = 0; c < names.size(); ++c) {
    std::vector<double> numbers;
    for (const Json& row : rows) numbers.push_back(row[c].is_null() ? missing : row[c].get<double>());
    table.columns.push_back(number_column(names[c], numbers));
  }
  return table;
}

Table category_table(const Json& names, const Json& rows) {
  Table table;
  for (std::size_t c = 0; c < names.size(); ++c) {
    std::vector<std::string> cells;
    for (const Json& row : rows) cells.push_back(row[c].is_null() ? "" : row[c].get<std::string>());
    table.columns.push_back(category_column(names[c], cells));
  }
  return table;
}

struct Tolerance {
  double relative, absolute;
  bool holds(double got, double want) const {
    return std::abs(got - want) <= absolute + relative * std::abs(want);
  }
};

Tolerance tolerance_of(const Json& golden) {
  return {golden["meta"]["tolerance"]["rtol"], golden["meta"]["tolerance"]["atol"]};
}

/// @param want  samples x features; a cell that stays null there is `filled` here.
void check_inputs(const Matrix<double>& got, const Json& want, const Matrix<double>& filled,
                  Tolerance tolerance) {
  REQUIRE(static_cast<std::size_t>(got.cols()) == want.size());
  for (Eigen::Index row = 0; row < got.cols(); ++row) {
    for (Eigen::Index c = 0; c < got.rows(); ++c) {
      const Json& cell = want[static_cast<std::size_t>(row)][static_cast<std::size_t>(c)];
      const double expected = cell.is_null() ? filled(c, 0) : cell.get<double>();
      CAPTURE(row);
      CAPTURE(c);
      CHECK_MESSAGE(tolerance.holds(got(c, row), expected), got(c, row) << " instead of " << expected);
    }
  }
}

}  // namespace

TEST_CASE("fit_preprocessing: standard scaling agrees with the golden scaler") {
  for (const auto& path : test::golden_files("data", "scalers")) {
    const Json golden = test::read_json(path);
    const Table train = number_table(golden["columns"], golden["train"]);
    const Table test = number_table(golden["columns"], golden["test"]);
    const std::vector<std::string> names = golden["columns"];
    for (const Json& scaler : golden["scalers"]) {
      if (scaler["name"] != "standard") continue;
      const Preprocessing fitted =
          fit_preprocessing(train, names, all_rows(train), Scaling::standard, Imputation::mean);
      for (std::size_t c = 0; c < names.size(); ++c) {
        CAPTURE(names[c]);
        CHECK(tolerance_of(golden).holds(fitted.columns[c].scale, scaler["fitted"]["scale"][c]));
        CHECK(tolerance_of(golden).holds(fitted.columns[c].shift, scaler["fitted"]["mean"][c]));
      }
      // The scaler leaves missing cells alone; here they become the mean, which is scaled to 0.
      const Matrix<double> zeros = Matrix<double>::Zero(fitted.inputs(), 1);
      check_inputs(fitted.transform(train, all_rows(train)), scaler["train"], zeros, tolerance_of(golden));
      check_inputs(fitted.transform(test, all_rows(test)), scaler["test"], zeros, tolerance_of(golden));
    }
  }
}

TEST_CASE("fit_preprocessing: mean and median imputation agree with the golden imputers") {
  for (const auto& path : test::golden_files("data", "imputation")) {
    const Json golden = test::read_json(path);
    const Json& numeric = golden["numeric"];
    const Table train = number_table(numeric["columns"], numeric["train"]);
    const Table test = number_table(numeric["columns"], numeric["test"]);
    const std::vector<std::string> names = numeric["columns"];
    for (const Json& result : numeric["results"]) {
      if (result["strategy"] != "mean" && result["strategy"] != "median") continue;
      CAPTURE(result["strategy"].dump());
      const Imputation imputation = result["strategy"] == "mean" ? Imputation::mean : Imputation::median;
      const Preprocessing fitted =
          fit_preprocessing(train, names, all_rows(train), Scaling::none, imputation);
      const Matrix<double> zeros = Matrix<double>::Zero(fitted.inputs(), 1);
      check_inputs(fitted.transform(train, all_rows(train)), result["train"], zeros, tolerance_of(golden));
      check_inputs(fitted.transform(test, all_rows(test)), result["test"], zeros, tolerance_of(golden));
    }
  }
}

TEST_CASE("fit_preprocessing: one-hot encoding agrees with the golden encoder, category by category") {
  for (const auto& path : test::golden_files("data", "onehot")) {
    const Json golden = test::read_json(path);
    const Table train = category_table(golden["columns"], golden["train"]);
    const Table test = category_table(golden["columns"], golden["test"]);
    const std::vector<std::string> names = golden["columns"];
    const Json& want = golden["missing_as_zeros"];
    const Preprocessing fitted =
        fit_preprocessing(train, names, all_rows(train), Scaling::standard, Imputation::mean);
    const Matrix<double> got_train = fitted.transform(train, all_rows(train));
    const Matrix<double> got_test = fitted.transform(test, all_rows(test));

    // The golden sorts by code point, we sort numbers as numbers: inputs are matched by their names.
    std::vector<std::string> wanted_names;
    for (std::size_t c = 0; c < names.size(); ++c) {
      for (const Json& category : want["categories"][c])
        wanted_names.push_back(names[c] + " = " + category.get<std::string>());
    }
    const std::vector<std::string> got_names = fitted.input_names();
    REQUIRE(got_names.size() == wanted_names.size());
    for (std::size_t input = 0; input < wanted_names.size(); ++input) {
      CAPTURE(wanted_names[input]);
      const auto place = std::find(got_names.begin(), got_names.end(), wanted_names[input]);
      REQUIRE(place != got_names.end());
      const Eigen::Index at = place - got_names.begin();
      for (Eigen::Index row = 0; row < got_train.cols(); ++row)
        CHECK(got_train(at, row) == want["train"][static_cast<std::size_t>(row)][input]);
      for (Eigen::Index row = 0; row < got_test.cols(); ++row)
        CHECK(got_test(at, row) == want["test"][static_cast<std::size_t>(row)][input]);
    }
  }
}

TEST_CASE("fit_preprocessing: only the given rows count") {
  Table table;
  table.columns.push_back(number_column("x", {1, 3, 1000, missing}));
  table.columns.push_back(category_column("c", {"a", "b", "z", ""}));
  const std::vector<int> train = {0, 1};
  const std::vector<std::string> names = {"x", "c"};
  const Preprocessing fitted = fit_preprocessing(table, names, train, Scaling::standard, Imputation::mean);
  CHECK(fitted.columns[0].shift == 2);
  CHECK(fitted.columns[0].scale == 1);
  CHECK(fitted.columns[0].fill == 2);
  CHECK(fitted.columns[1].categories == std::vector<std::string>{"a", "b"});
  CHECK(fitted.first_inputs() == std::vector<int>{0, 1, 3});
  CHECK(fitted.input_names() == std::vector<std::string>{"x", "c = a", "c = b"});
  const std::vector<int> others = {3, 2};
  const Matrix<double> got = fitted.transform(table, others);
  Matrix<double> expected(3, 2);
  expected << 0, 998, 0, 0, 0, 0;  // Missing becomes the mean; "z" was never seen.
  CHECK(got == expected);
}

TEST_CASE("fit_preprocessing: a constant column has scale 1, also when its mean is rounded") {
  Table table;
  table.columns.push_back(number_column("x", std::vector<double>(11, 0.1)));
  const std::vector<std::string> names = {"x"};
  CHECK(fit_preprocessing(table, names, all_rows(table), Scaling::standard, Imputation::mean)
            .columns[0]
            .scale == 1);
}

TEST_CASE("transform: without a fill a missing value is refused, by line or row, and other rows pass") {
  Table table;
  table.columns.push_back(number_column("x", {0, 1, 2}));
  table.columns.push_back(number_column("weight", {7, missing, missing}));
  table.columns[1].cells[2] = "inf";
  Preprocessing plain;
  for (const Column& column : table.columns) plain.columns.emplace_back().name = column.name;

  Matrix<double> expected(2, 1);
  expected << 0, 7;
  CHECK(plain.transform(table, std::vector<int>{0}) == expected);

  struct Case {
    std::vector<int> lines;  // of the table
    std::vector<int> rows;
    int line;
    const char* words;
  };
  for (const auto& c : {Case{{}, {0, 1}, 0, "Row 2 has no value in column \"weight\""},
                        Case{{2, 5, 6}, {0, 1}, 5, "Line 5 has no value in column \"weight\""},
                        Case{{2, 5, 6}, {2}, 6, "Line 6 has \"inf\" in column \"weight\""}}) {
    CAPTURE(c.words);
    table.lines = c.lines;
    try {
      plain.transform(table, c.rows);
      FAIL("accepted");
    } catch (const Error& error) {
      CHECK(error.code() == "missing_value");
      CHECK(error.line() == c.line);
      CHECK(std::string(error.what()).find(c.words) == 0);
    }
  }
}

TEST_CASE("transform: a column that is absent or of another type is named") {
  Table table;
  table.columns.push_back(number_column("x", {1, 2}));
  const std::vector<std::string> names = {"x"};
  const std::vector<int> rows = {0};
  const Preprocessing fitted = fit_preprocessing(table, names, rows, Scaling::none, Imputation::mean);
  Table other;
  other.columns.push_back(category_column("x", {"a", "b"}));
  for (const auto& [bad, code] : {std::pair{Table{}, "missing_column"}, std::pair{other, "wrong_type"}}) {
    try {
      fitted.transform(bad, rows);
      FAIL("accepted");
    } catch (const Error& error) {
      CHECK(error.code() == code);
      CHECK(std::string(error.what()).find("\"x\"") != std::string::npos);
    }
  }
}

}  // namespace vitrine
