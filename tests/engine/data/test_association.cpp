#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "data/association.h"
#include "data/association/anova.h"
#include "data/association/contingency.h"
#include "data/association/correlation.h"
#include "data/association/f_distribution.h"
#include "data/csv.h"
#include "error.h"
#include "goldens.h"

namespace vitrine {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// |got - want| <= atol + rtol |want|; null = undefined, "inf" = anything above 1e15, as the golden allows.
void check_value(double got, const test::Golden& want, const test::Golden& tolerance) {
  if (want.is_null()) {
    CHECK(std::isnan(got));
  } else if (want.is_string()) {
    REQUIRE(want == "inf");
    CHECK(got > 1e15);
  } else {
    const double expected = want;
    const double absolute = tolerance["atol"];
    const double relative = tolerance["rtol"];
    CHECK_MESSAGE(std::abs(got - expected) <= absolute + relative * std::abs(expected),
                  got << " instead of " << expected);
  }
}

std::vector<double> numbers(const test::Golden& values) {
  std::vector<double> result;
  for (const test::Golden& value : values) result.push_back(value.is_null() ? missing : value.get<double>());
  return result;
}

/// Column `c` of an array of rows.
std::vector<double> numbers_of_column(const test::Golden& rows, std::size_t c) {
  test::Golden values = test::Golden::array();
  for (const test::Golden& row : rows) values.push_back(row[c]);
  return numbers(values);
}

std::vector<int> codes_of(const test::Golden& values) {
  std::map<std::string, int> code_of;
  std::vector<int> codes;
  for (const test::Golden& value : values) {
    codes.push_back(
        value.is_null()
            ? -1
            : code_of.emplace(value.get<std::string>(), static_cast<int>(code_of.size())).first->second);
  }
  return codes;
}

Association association_of(const std::string& csv, const std::string& column, const std::string& target) {
  const Table table = read_csv(csv, {}).table;
  return associations(table, target).at(static_cast<std::size_t>(table.find(column)));
}

double value_of(const Association& association, const std::string& name) {
  for (const auto& [key, value] : association.values) {
    if (key == name) return value;
  }
  FAIL("no value " << name);
  return missing;
}

}  // namespace

TEST_CASE("correlation: agrees with the golden matrices of Pearson and Spearman") {
  for (const auto& path : test::golden_files("data", "association")) {
    const test::Golden golden = test::read_json(path);
    for (std::size_t a = 0; a < golden["columns"].size(); ++a) {
      for (std::size_t b = 0; b < golden["columns"].size(); ++b) {
        CAPTURE(golden["columns"][a].dump());
        CAPTURE(golden["columns"][b].dump());
        const Correlation got =
            correlation(numbers_of_column(golden["X"], a), numbers_of_column(golden["X"], b));
        check_value(got.pearson, golden["pearson"][a][b], golden["meta"]["tolerance"]);
        check_value(got.spearman, golden["spearman"][a][b], golden["meta"]["tolerance"]);
      }
    }
  }
}

TEST_CASE("anova: agrees with the golden F and p of every feature") {
  for (const auto& path : test::golden_files("data", "association")) {
    const test::Golden golden = test::read_json(path);
    const std::vector<int> groups = golden["y"];
    for (const test::Golden& c : golden["anova"]) {
      CAPTURE(c.dump());
      const test::Golden& names = golden["columns"];
      const auto place = std::find(names.begin(), names.end(), c["feature"]);
      if (place == names.end()) REQUIRE(c["feature"] == golden["extra_feature"]["name"]);
      const std::vector<double> x =
          place == names.end()
              ? numbers(golden["extra_feature"]["values"])
              : numbers_of_column(golden["X"], static_cast<std::size_t>(place - names.begin()));
      const Anova got = anova(x, groups);
      CHECK(got.rows == c["n"]);
      check_value(got.f, c["F"], golden["meta"]["tolerance"]);
      check_value(got.p, c["p"], golden["meta"]["tolerance"]);
      if (!c["F"].is_number()) continue;
      // F in terms of the explained share.
      const int classes = 1 + *std::max_element(groups.begin(), groups.end());
      const double ratio = got.eta_squared / (1 - got.eta_squared);
      CHECK(ratio * (got.rows - classes) / (classes - 1) == doctest::Approx(got.f));
    }
  }
}

TEST_CASE("contingency: agrees with the golden mutual information and Cramer's V, in both directions") {
  for (const auto& path : test::golden_files("data", "association")) {
    const test::Golden golden = test::read_json(path);
    const std::vector<int> labels = golden["y"];
    for (const test::Golden& c : golden["categorical"]) {
      CAPTURE(c["feature"].dump());
      const std::vector<int> codes = codes_of(c["values"]);
      for (const Contingency& got : {contingency(codes, labels), contingency(labels, codes)}) {
        const test::Golden& tolerance = golden["meta"]["tolerance"];
        check_value(got.mutual_information, c["mutual_information_nats"], tolerance);
        check_value(got.normalized_mutual_information, c["normalized_mutual_information"], tolerance);
        check_value(got.cramers_v, c["cramers_v"], tolerance);
      }
    }
  }
}

TEST_CASE("log_gamma: logarithms of factorials, and of half-integers from pi") {
  double factorial = 1;
  for (int n = 1; n < 20; factorial *= n++)
    CHECK(log_gamma(n) == doctest::Approx(std::log(factorial)).epsilon(1e-14));
  double half = std::sqrt(std::acos(-1.0));  // gamma(1/2)
  for (double z = 0.5; z < 20; half *= z++)
    CHECK(log_gamma(z) == doctest::Approx(std::log(half)).epsilon(1e-14));
  CHECK(log_gamma(1e6) == doctest::Approx(std::lgamma(1e6)).epsilon(1e-14));
}

TEST_CASE("f_upper_tail: closed forms for one and two degrees of freedom") {
  const double pi = std::acos(-1.0);
  for (const double f : {1e-12, 0.01, 0.5, 1.0, 3.0, 40.0, 1e4}) {
    CAPTURE(f);
    // F(1, 1) is a squared Cauchy variable, F(2, d) and F(n, 2) have elementary integrals.
    CHECK(f_upper_tail(f, 1, 1) == doctest::Approx(1 - 2 / pi * std::atan(std::sqrt(f))).epsilon(1e-11));
    for (const double d : {1.0, 3.0, 10.0, 1000.0, 1e6}) {
      CAPTURE(d);
      const double expected = std::exp(-d / 2 * std::log1p(2 * f / d));
      CHECK(std::abs(f_upper_tail(f, 2, d) - expected) <= 1e-8 * expected);
      const double lower = std::exp(-d / 2 * std::log1p(2 / (d * f)));
      CHECK(std::abs(f_upper_tail(f, d, 2) - (1 - lower)) <= 1e-8);
    }
  }
  CHECK(f_upper_tail(0, 3, 7) == 1);
  CHECK(f_upper_tail(std::numeric_limits<double>::infinity(), 3, 7) == 0);
  CHECK(f_upper_tail(1e300, 3, 1e5) == 0);
}

TEST_CASE("f_upper_tail: one tail is the other one of the reciprocal") {
  for (const double n : {1.0, 4.0, 25.0, 300.0}) {
    for (const double d : {2.0, 9.0, 120.0}) {
      for (const double f : {0.2, 0.9, 1.3, 6.0})
        CHECK(f_upper_tail(f, n, d) + f_upper_tail(1 / f, d, n) == doctest::Approx(1).epsilon(1e-12));
    }
  }
}

TEST_CASE("correlation: neither unit nor origin matters, and huge and tiny numbers keep it") {
  const std::vector<double> x = {1, 2, 4, 8, missing, 3};
  const std::vector<double> y = {2, 1, 5, 5, 0, missing};
  const Correlation plain = correlation(x, y);
  CHECK(plain.rows == 4);
  for (const double unit : {0x1p-1000, 0x1p-3, 0x1p1000}) {
    std::vector<double> scaled;
    for (const double value : x) scaled.push_back(value * unit);
    CHECK(correlation(scaled, y).pearson == plain.pearson);
    CHECK(correlation(scaled, y).spearman == plain.spearman);
  }
  std::vector<double> turned;
  for (const double value : x) turned.push_back(100 - value);
  CHECK(correlation(turned, y).pearson == doctest::Approx(-plain.pearson));
}

TEST_CASE("anova: undefined without two groups, without rows to spare, and for equal values") {
  const std::vector<double> x = {0.1, 0.2, 0.3, missing};
  for (const std::vector<int>& groups :
       {std::vector<int>{0, 0, 0, 1}, std::vector<int>{0, 1, 2, 0}, std::vector<int>{-1, -1, -1, 0}}) {
    CHECK(std::isnan(anova(x, groups).f));
    CHECK(std::isnan(anova(x, groups).p));
  }
  // Their mean is rounded, their equality is not.
  CHECK(std::isnan(anova(std::vector<double>(7, 0.1), std::vector<int>{0, 0, 0, 1, 1, 1, 1}).f));
  const Anova apart =
      anova(std::vector<double>{0.1, 0.1, 0.1, 0.7, 0.7, 0.7}, std::vector<int>{0, 0, 0, 1, 1, 1});
  CHECK(apart.f == std::numeric_limits<double>::infinity());
  CHECK(apart.p == 0);
  CHECK(apart.eta_squared == 1);
}

TEST_CASE("associations: the measure follows the types of column and target") {
  std::string csv = "x,size,colour,note,day,none,y,price,kind\n";
  for (int i = 0; i < 30; ++i) {
    const std::string n = std::to_string(i);
    csv += n + "," + std::to_string(i * i % 7) + "," + (i % 3 == 0 ? "red" : "blue") + ",word " + n +
           ",2024-01-" + (i < 9 ? "0" : "") + std::to_string(i + 1) + ",," + std::to_string(i % 2) + "," +
           std::to_string(i * 1.37) + "," + (i < 15 ? "a" : "b") + "\n";
  }
  CHECK(association_of(csv, "x", "price").measure == "correlation");
  CHECK(value_of(association_of(csv, "x", "price"), "pearson") == doctest::Approx(1));
  CHECK(value_of(association_of(csv, "x", "price"), "spearman") == doctest::Approx(1));
  CHECK(association_of(csv, "colour", "price").measure == "anova");
  CHECK(association_of(csv, "x", "kind").measure == "anova");
  CHECK(association_of(csv, "x", "y").measure == "anova");  // 0 and 1 are classes
  CHECK(association_of(csv, "colour", "kind").measure == "contingency");
  CHECK(association_of(csv, "colour", "y").measure == "contingency");
  CHECK(association_of(csv, "x", "y").rows == 30);
  CHECK(!association_of(csv, "x", "y").meaning.empty());

  CHECK(association_of(csv, "note", "y").reason == "free text is not measured");
  CHECK(association_of(csv, "day", "y").reason == "dates are not measured");
  CHECK(association_of(csv, "none", "y").reason == "it has no value at all");
  CHECK(association_of(csv, "y", "y").reason == "it is the target");
  CHECK(association_of(csv, "x", "note").reason.find("the target cannot be measured: ") == 0);
  CHECK(association_of(csv, "x", "note").measure.empty());
  CHECK_THROWS_AS(association_of(csv, "x", "z"), Error);
}

TEST_CASE("associations: a column that does not vary or shares no row with the target is not available") {
  const std::string csv = "same,apart,only,y\n5,,k,a\n5,,k,a\n5,,k,b\n5,,k,b\n5,1,k,\n5,2,k,\n";
  CHECK(association_of(csv, "same", "y").reason ==
        "too few different values in the rows where both have one");
  CHECK(association_of(csv, "apart", "y").reason == "no row has a value in both columns");
  CHECK(association_of(csv, "only", "y").reason ==
        "too few different values in the rows where both have one");
}

}  // namespace vitrine
