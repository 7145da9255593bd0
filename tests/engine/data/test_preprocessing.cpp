#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "data/column_type.h"
#include "data/preprocessing.h"
#include "decimal.h"
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
Table number_table(const test::Golden& names, const test::Golden& rows) {
  Table table;
  for (std::size_t c = 0; c < names.size(); ++c) {
    std::vector<double> numbers;
    for (const test::Golden& row : rows) numbers.push_back(row[c].is_null() ? missing : row[c].get<double>());
    table.columns.push_back(number_column(names[c], numbers));
  }
  return table;
}

Table category_table(const test::Golden& names, const test::Golden& rows) {
  Table table;
  for (std::size_t c = 0; c < names.size(); ++c) {
    std::vector<std::string> cells;
    for (const test::Golden& row : rows) cells.push_back(row[c].is_null() ? "" : row[c].get<std::string>());
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

Tolerance tolerance_of(const test::Golden& golden) {
  return {golden["meta"]["tolerance"]["rtol"], golden["meta"]["tolerance"]["atol"]};
}

/// Standard scaling and means, no extras.
constexpr PreprocessingOptions plain_options = {};

PreprocessingOptions with_scaling(const ScalingOptions& scaling) {
  PreprocessingOptions options;
  options.scaling = scaling;
  return options;
}

/// Numbers as they are.
PreprocessingOptions unscaled() { return with_scaling({.method = Scaling::none}); }

/// A golden scaler's method, told by its parameters.
ScalingOptions scaling_of(const test::Golden& params) {
  if (params.contains("range")) {
    return {.method = Scaling::min_max,
            .range_low = params["range"][0],
            .range_high = params["range"][1],
            .clip = params.value("clip", false)};
  }
  if (params.contains("quantile_range")) {
    return {.method = Scaling::robust,
            .quantile_low = params["quantile_range"][0],
            .quantile_high = params["quantile_range"][1]};
  }
  REQUIRE(params.contains("with_std"));
  return {.method = Scaling::standard};
}

/// @param want  samples x features; null where a cell is missing.
void check_inputs(const Matrix<double>& got, const test::Golden& want, Tolerance tolerance) {
  REQUIRE(static_cast<std::size_t>(got.cols()) == want.size());
  for (Eigen::Index row = 0; row < got.cols(); ++row) {
    REQUIRE(static_cast<std::size_t>(got.rows()) == want[0].size());
    for (Eigen::Index c = 0; c < got.rows(); ++c) {
      const test::Golden& cell = want[static_cast<std::size_t>(row)][static_cast<std::size_t>(c)];
      if (cell.is_null()) continue;
      CAPTURE(row);
      CAPTURE(c);
      const double expected = cell;
      CHECK_MESSAGE(tolerance.holds(got(c, row), expected), got(c, row) << " instead of " << expected);
    }
  }
}

/// What one number becomes in the only input of the only column.
double encoded(const Preprocessing& fitted, double x) {
  Table table;
  table.columns.push_back(number_column(fitted.columns[0].name, {x}));
  return fitted.transform(table, all_rows(table))(0, 0);
}

Preprocessing fit(const Table& table, const PreprocessingOptions& options) {
  std::vector<std::string> names;
  for (const Column& column : table.columns) names.push_back(column.name);
  return fit_preprocessing(table, names, all_rows(table), options);
}

}  // namespace

TEST_CASE("fit_preprocessing: scalings agree with the golden scalers") {
  for (const auto& path : test::golden_files("data", "scalers")) {
    const test::Golden golden = test::read_json(path);
    const Tolerance tolerance = tolerance_of(golden);
    const Table train = number_table(golden["columns"], golden["train"]);
    const Table test = number_table(golden["columns"], golden["test"]);
    for (const test::Golden& scaler : golden["scalers"]) {
      if (scaler["params"].value("optional", false)) continue;
      CAPTURE(scaler["params"].dump());
      const ScalingOptions options = scaling_of(scaler["params"]);
      const Preprocessing fitted = fit(train, with_scaling(options));
      const test::Golden& want = scaler["fitted"];
      for (std::size_t c = 0; c < train.columns.size(); ++c) {
        CAPTURE(train.columns[c].name);
        const FittedScaling& got = fitted.columns[c].scaling;
        if (options.method == Scaling::min_max) {
          const double low = want["data_min"][c];
          const double high = want["data_max"][c];
          CHECK(tolerance.holds(got(low), options.range_low));
          if (high > low) CHECK(tolerance.holds(got(high), options.range_high));
          if (want.contains("scale")) CHECK(tolerance.holds(1 / got.scale, want["scale"][c]));
          if (want.contains("min")) CHECK(tolerance.holds(got(0), want["min"][c]));
        } else {
          // A column of equal numbers has scale 1.
          if (want.contains("var") && want["scale"][c] != 1) {
            CHECK(tolerance.holds(got.scale * got.scale, want["var"][c]));
          }
          CHECK(tolerance.holds(got.scale, want["scale"][c]));
          CHECK(tolerance.holds(got.shift, want[options.method == Scaling::robust ? "center" : "mean"][c]));
        }
      }
      check_inputs(fitted.transform(train, all_rows(train)), scaler["train"], tolerance);
      check_inputs(fitted.transform(test, all_rows(test)), scaler["test"], tolerance);
    }
  }
}

TEST_CASE("fit_preprocessing: imputations of numbers agree with the golden imputers") {
  for (const auto& path : test::golden_files("data", "imputation")) {
    const test::Golden golden = test::read_json(path);
    const test::Golden& numeric = golden["numeric"];
    const Table train = number_table(numeric["columns"], numeric["train"]);
    const Table test = number_table(numeric["columns"], numeric["test"]);
    for (const test::Golden& result : numeric["results"]) {
      CAPTURE(result["strategy"].dump());
      PreprocessingOptions options = unscaled();
      options.imputation = imputation_from_name(result["strategy"].get<std::string>());
      if (!result["fill_value"].is_null()) options.fill_value = result["fill_value"];
      const Preprocessing fitted = fit(train, options);
      const Matrix<double> got_train = fitted.transform(train, all_rows(train));
      const Matrix<double> got_test = fitted.transform(test, all_rows(test));
      Eigen::Index input = 0;
      for (std::size_t c = 0; c < train.columns.size(); ++c) {
        const std::string& name = train.columns[c].name;
        CAPTURE(name);
        const bool has_value = !std::all_of(train.columns[c].numbers.begin(), train.columns[c].numbers.end(),
                                            [](double x) { return std::isnan(x); });
        const bool kept = static_cast<std::size_t>(input) < fitted.columns.size() &&
                          fitted.columns[static_cast<std::size_t>(input)].name == name;
        REQUIRE(kept == has_value);  // The golden allows a column without a value to be dropped.
        if (!kept) continue;
        CHECK(tolerance_of(golden).holds(fitted.columns[static_cast<std::size_t>(input)].fill.value(),
                                         result["statistics"][c]));
        for (std::size_t row = 0; row < result["train"].size(); ++row) {
          CHECK(tolerance_of(golden).holds(got_train(input, static_cast<Eigen::Index>(row)),
                                           result["train"][row][c]));
        }
        for (std::size_t row = 0; row < result["test"].size(); ++row) {
          CHECK(tolerance_of(golden).holds(got_test(input, static_cast<Eigen::Index>(row)),
                                           result["test"][row][c]));
        }
        ++input;
      }
      CHECK(input == fitted.inputs());
    }
  }
}

TEST_CASE("fit_preprocessing: imputation of categories agrees with the golden imputer") {
  for (const auto& path : test::golden_files("data", "imputation")) {
    const test::Golden golden = test::read_json(path);
    const test::Golden& categorical = golden["categorical"];
    const Table train = category_table(categorical["columns"], categorical["train"]);
    const Table filled = category_table(categorical["columns"], categorical["filled"]);
    PreprocessingOptions options;
    options.missing_category = missing_category_from_name(categorical["strategy"].get<std::string>());
    const Preprocessing fitted = fit(train, options);
    for (std::size_t c = 0; c < train.columns.size(); ++c)
      CHECK(fitted.columns[c].category_fill == categorical["statistics"][c].get<std::string>());
    CHECK(fitted.transform(train, all_rows(train)) == fitted.transform(filled, all_rows(filled)));
  }
}

TEST_CASE("fit_preprocessing: one-hot encodings agree with the golden encoders, category by category") {
  for (const auto& path : test::golden_files("data", "onehot")) {
    const test::Golden golden = test::read_json(path);
    const Table train = category_table(golden["columns"], golden["train"]);
    const Table test = category_table(golden["columns"], golden["test"]);
    const std::vector<std::string> names = golden["columns"];
    for (const auto& [key, missing_category] :
         {std::pair{"missing_as_zeros", MissingCategory::zeros},
          std::pair{"missing_as_category", MissingCategory::own_category}}) {
      const std::string encoder = key;  // clang 14 cannot capture a structured binding
      CAPTURE(encoder);
      const test::Golden& want = golden[encoder];
      PreprocessingOptions options;
      options.missing_category = missing_category;
      const Preprocessing fitted = fit(train, options);
      const Matrix<double> got_train = fitted.transform(train, all_rows(train));
      const Matrix<double> got_test = fitted.transform(test, all_rows(test));

      // The golden sorts by code point, we sort numbers as numbers: inputs are matched by their names.
      std::vector<std::string> wanted_names;
      for (std::size_t c = 0; c < names.size(); ++c) {
        for (const test::Golden& category : want["categories"][c]) {
          wanted_names.push_back(names[c] +
                                 (category.is_null() ? " missing" : " = " + category.get<std::string>()));
        }
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
}

TEST_CASE("fit_preprocessing: only the given rows count") {
  Table table;
  table.columns.push_back(number_column("x", {1, 3, 1000, missing}));
  table.columns.push_back(category_column("c", {"a", "b", "z", ""}));
  const std::vector<int> train = {0, 1};
  const std::vector<std::string> names = {"x", "c"};
  const Preprocessing fitted = fit_preprocessing(table, names, train, plain_options);
  CHECK(fitted.columns[0].scaling.shift == 2);
  CHECK(fitted.columns[0].scaling.scale == 1);
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
  for (const Scaling method : {Scaling::standard, Scaling::robust, Scaling::min_max}) {
    const Preprocessing fitted = fit(table, with_scaling({.method = method}));
    CHECK(fitted.columns[0].scaling.scale == 1);
    CHECK(encoded(fitted, 0.1) == doctest::Approx(0));
  }
}

TEST_CASE("fit_preprocessing: robust quantiles are linear between values, like numpy's") {
  Table table;
  table.columns.push_back(number_column("x", {4, 1, 100, 2, missing}));
  const Preprocessing fitted =
      fit(table, with_scaling({.method = Scaling::robust, .quantile_low = 25, .quantile_high = 75}));
  // Sorted 1 2 4 100: the quarters lie at positions 0.75 and 2.25, the median between 2 and 4.
  CHECK(fitted.columns[0].scaling.shift == 3);
  CHECK(fitted.columns[0].scaling.scale == (4 + 96 * 0.25) - 1.75);
}

TEST_CASE("fit_preprocessing: clipping stops at the ends of the range, and only when asked for") {
  Table table;
  table.columns.push_back(number_column("x", {10, 20}));
  ScalingOptions options = {.method = Scaling::min_max, .range_low = -1, .range_high = 1};
  CHECK(encoded(fit(table, with_scaling(options)), 30) == 3);
  options.clip = true;
  const Preprocessing fitted = fit(table, with_scaling(options));
  CHECK(encoded(fitted, 30) == 1);
  CHECK(encoded(fitted, -1e300) == -1);
  CHECK(encoded(fitted, 15) == 0);
}

TEST_CASE("fit_preprocessing: a missing number is encoded as its fill would be") {
  Table table;
  table.columns.push_back(number_column("x", {1, 5, 5, 9, 12, missing}));
  for (const auto& [imputation, fill] :
       {std::pair{Imputation::mean, 6.4}, std::pair{Imputation::median, 5.0},
        std::pair{Imputation::most_frequent, 5.0}, std::pair{Imputation::constant, -3.5}}) {
    for (const Scaling method : {Scaling::standard, Scaling::min_max, Scaling::robust, Scaling::none}) {
      PreprocessingOptions options =
          with_scaling({.method = method, .quantile_low = 10, .quantile_high = 90});
      options.imputation = imputation;
      options.fill_value = -3.5;
      const Preprocessing fitted = fit(table, options);
      CHECK(*fitted.columns[0].fill == doctest::Approx(fill));
      CHECK(encoded(fitted, missing) == encoded(fitted, *fitted.columns[0].fill));
    }
  }
}

TEST_CASE("fit_preprocessing: a missing indicator is for columns with missing values in training only") {
  Table table;
  table.columns.push_back(number_column("age", {20, missing, 40, 60, missing}));
  table.columns.push_back(number_column("height", {1, 2, 3, missing, 5}));
  table.columns.push_back(category_column("colour", {"red", "blue", "red", "red", ""}));
  const std::vector<std::string> names = {"age", "height", "colour"};
  PreprocessingOptions options = unscaled();
  options.missing_indicator = true;
  const Preprocessing fitted = fit_preprocessing(table, names, std::vector<int>{0, 1, 2}, options);
  CHECK(fitted.first_inputs() == std::vector<int>{0, 2, 3, 5});
  CHECK(fitted.input_names() ==
        std::vector<std::string>{"age", "age missing", "height", "colour = blue", "colour = red"});
  Matrix<double> expected(5, 5);
  expected << 20, 30, 40, 60, 30,  //
      0, 1, 0, 0, 1,               //
      1, 2, 3, 2, 5,               //
      0, 1, 0, 0, 0,               //
      1, 0, 1, 1, 0;
  CHECK(fitted.transform(table, all_rows(table)) == expected);
}

TEST_CASE("fit_preprocessing: rare categories share one input, and one never seen has none") {
  Table table;
  table.columns.push_back(category_column("c", {"a", "a", "a", "a", "b", "b", "c", "d", "", "", "z"}));
  const std::vector<std::string> names = {"c"};
  const std::vector<int> train = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  PreprocessingOptions options;
  options.missing_category = MissingCategory::own_category;
  options.rare_share = 0.2;  // Two of ten rows are not below it.
  const Preprocessing fitted = fit_preprocessing(table, names, train, options);
  CHECK(fitted.columns[0].categories == std::vector<std::string>{"a", "b", "c", "d"});
  CHECK(fitted.columns[0].rare == std::vector<std::string>{"c", "d"});
  CHECK(fitted.input_names() == std::vector<std::string>{"c = a", "c = b", "c = other", "c missing"});
  const std::vector<int> rows = {0, 5, 6, 7, 8, 10};
  Matrix<double> expected(4, 6);
  expected << 1, 0, 0, 0, 0, 0,  //
      0, 1, 0, 0, 0, 0,          //
      0, 0, 1, 1, 0, 0,          //
      0, 0, 0, 0, 1, 0;
  CHECK(fitted.transform(table, rows) == expected);

  options.rare_share = 0.5;  // Every category is rare, and the most frequent one stands in for a missing one.
  options.missing_category = MissingCategory::most_frequent;
  const Preprocessing grouped = fit_preprocessing(table, names, train, options);
  CHECK(grouped.input_names() == std::vector<std::string>{"c = other"});
  CHECK(grouped.transform(table, rows) == (Matrix<double>(1, 6) << 1, 1, 1, 1, 1, 0).finished());
}

TEST_CASE("fit_preprocessing: a column without a training value is left out, and without any it is refused") {
  Table table;
  table.columns.push_back(number_column("late", {missing, missing, 3}));
  table.columns.push_back(number_column("x", {1, 2, 3}));
  table.columns.push_back(category_column("c", {"", "", "a"}));
  const std::vector<std::string> names = {"late", "x", "c"};
  const std::vector<int> train = {0, 1};
  const Preprocessing fitted = fit_preprocessing(table, names, train, plain_options);
  REQUIRE(fitted.columns.size() == 1);
  CHECK(fitted.columns[0].name == "x");
  const std::vector<std::string> others = {"late", "c"};
  CHECK_THROWS_WITH_AS(fit_preprocessing(table, others, train, plain_options),
                       doctest::Contains("No column has a value in the training rows"), Error);
}

TEST_CASE("fit_preprocessing: numbers too large for their sum are refused by the column's name") {
  Table table;
  table.columns.push_back(number_column("mass", {1.5e308, 1.6e308}));
  for (const Scaling method : {Scaling::standard, Scaling::min_max}) {
    CHECK_THROWS_WITH_AS(fit(table, with_scaling({.method = method})), doctest::Contains("\"mass\""), Error);
  }
}

TEST_CASE("fit_preprocessing: a column in another unit, a power of two away, gives the same bits") {
  const std::vector<double> values = {3.7, -1.25, 1e-3, 88.8, 3.7, -42.42, 17, missing};
  Table table, scaled;
  std::vector<double> scaled_values;
  for (const double x : values) scaled_values.push_back(x * 0x1p-20);
  table.columns.push_back(number_column("x", values));
  scaled.columns.push_back(number_column("x", scaled_values));
  for (const Scaling method : {Scaling::standard, Scaling::min_max, Scaling::robust}) {
    for (const Imputation imputation : {Imputation::mean, Imputation::median, Imputation::most_frequent}) {
      PreprocessingOptions options = with_scaling(
          {.method = method, .range_low = -3, .range_high = 0.7, .quantile_low = 10, .quantile_high = 90});
      options.imputation = imputation;
      CHECK(fit(table, options).transform(table, all_rows(table)) ==
            fit(scaled, options).transform(scaled, all_rows(scaled)));
    }
  }
}

TEST_CASE("fit_preprocessing: a shifted column of whole numbers gives the same bits") {
  // Sums and quarters of these are exact in float64, so the shift is taken out without rounding.
  const std::vector<double> values = {3, -1, 0, 88, 3, -42, 17, 24};
  Table table, shifted;
  std::vector<double> shifted_values;
  for (const double x : values) shifted_values.push_back(x + 1024);
  table.columns.push_back(number_column("x", values));
  shifted.columns.push_back(number_column("x", shifted_values));
  for (const Scaling method : {Scaling::standard, Scaling::min_max, Scaling::robust}) {
    const PreprocessingOptions options =
        with_scaling({.method = method, .quantile_low = 25, .quantile_high = 75});
    CHECK(fit(table, options).transform(table, all_rows(table)) ==
          fit(shifted, options).transform(shifted, all_rows(shifted)));
  }
}

TEST_CASE("transform: the order of the categories is the order of the inputs and nothing else") {
  Table table;
  table.columns.push_back(number_column("x", {1, 2, 3, 4, 5, 6}));
  table.columns.push_back(category_column("c", {"a", "b", "", "c", "d", "b"}));
  PreprocessingOptions options;
  options.missing_category = MissingCategory::own_category;
  const Preprocessing fitted = fit(table, options);
  Preprocessing turned = fitted;
  std::reverse(turned.columns[1].categories.begin(), turned.columns[1].categories.end());
  const Matrix<double> inputs = fitted.transform(table, all_rows(table));
  const Matrix<double> turned_inputs = turned.transform(table, all_rows(table));
  for (int category = 0; category < 4; ++category)
    CHECK(turned_inputs.row(1 + category) == inputs.row(1 + 3 - category));
  CHECK(turned_inputs.row(0) == inputs.row(0));
  CHECK(turned_inputs.row(5) == inputs.row(5));

  // A table that lists its categories in another order is the same table.
  Table relisted = table;
  Column& column = relisted.columns[1];
  std::reverse(column.categories.begin(), column.categories.end());
  for (int& code : column.codes) code = code < 0 ? -1 : 3 - code;
  CHECK(fit(relisted, options).columns[1].categories == fitted.columns[1].categories);
  CHECK(fitted.transform(relisted, all_rows(relisted)) == inputs);
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
  const Preprocessing fitted = fit_preprocessing(table, names, rows, unscaled());
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
