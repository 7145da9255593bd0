#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "data/csv.h"
#include "data/numeric_target.h"
#include "error.h"

using namespace vitrine;

namespace {

std::string refusal(const std::string& csv, const std::string& target = "y") {
  try {
    read_numeric_target(read_csv(csv).table, target);
  } catch (const Error& error) {
    return error.code();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("read_numeric_target: rows without a number are left out, with a warning") {
  const NumericTarget target = read_numeric_target(read_csv("x,y\n1,2.5\n2,\n3,-1\n4,1e3\n").table, "y");
  CHECK(target.values == std::vector<double>{2.5, -1, 1000});
  CHECK(target.rows == std::vector<int>{0, 2, 3});
  REQUIRE(target.warnings.size() == 1);
  CHECK(target.warnings[0].code == "missing_label");
  CHECK(target.warnings[0].count == 1);
}

TEST_CASE("read_numeric_target: what is no number to predict is refused") {
  CHECK(refusal("x,y\n1,2\n2,3\n") == "accepted");
  CHECK(refusal("x,y\n1,2\n2,3\n", "z") == "unknown_column");
  CHECK(refusal("x,y\n1,red\n2,blue\n3,red\n") == "not_numeric");
  CHECK(refusal("x,y\n1,2\n2,\n3,\n") == "too_few_rows");
  CHECK(refusal("x,y\n1,2\n2,2\n3,2\n") == "constant_target");
}

TEST_CASE("fit_target_scaling: mean 0 and standard deviation 1, and back") {
  const std::vector<double> values = {2, 4, 4, 4, 5, 5, 7, 9};  // mean 5, standard deviation 2
  const FittedScaling scaling = fit_target_scaling(values);
  CHECK(scaling.shift == 5);
  CHECK(scaling.scale == 2);
  CHECK(scaling(9) == 2);
  CHECK(scaling.inverse(scaling(7)) == 7);
  CHECK(fit_target_scaling(std::vector<double>{3, 3}).scale == 1);
  // Nothing is too large or small for a scale but what has no sum.
  CHECK(fit_target_scaling(std::vector<double>{1e200, -1e200}).scale == 1e200);
  CHECK(fit_target_scaling(std::vector<double>{1e-200, -1e-200}).scale == 1e-200);
  CHECK_THROWS_AS(fit_target_scaling(std::vector<double>{1e308, 1e308}), Error);
}
