#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "data/class_weights.h"
#include "error.h"
#include "goldens.h"

using namespace vitrine;

TEST_CASE("balanced_class_weights: agree with the golden weights, none for a class that does not occur") {
  for (const auto& path : test::golden_files("data", "class_weights")) {
    const test::Golden golden = test::read_json(path);
    const double relative = golden["meta"]["tolerance"]["rtol"];
    for (const test::Golden& c : golden["cases"]) {
      CAPTURE(c.dump());
      const std::vector<int> counts = c["counts"];
      const std::vector<std::optional<double>> got = balanced_class_weights(counts);
      REQUIRE(got.size() == counts.size());
      for (std::size_t k = 0; k < counts.size(); ++k) {
        REQUIRE(got[k].has_value() == !c["weights"][k].is_null());
        if (!got[k]) continue;
        const double want = c["weights"][k];
        CHECK(std::abs(*got[k] - want) <= relative * want);
      }
    }
  }
}

TEST_CASE("balanced_class_weights: the rows' weights add up to the rows, also beyond 32 bits") {
  const std::vector<int> counts = {1000000, 7, 0, 2000000000};
  const std::vector<std::optional<double>> weights = balanced_class_weights(counts);
  double sum = 0;
  for (std::size_t k = 0; k < counts.size(); ++k) sum += counts[k] * weights[k].value_or(0);
  CHECK(sum == doctest::Approx(2001000007.0));
}

TEST_CASE("given_class_weights: by name, 1 for the rest") {
  const std::vector<std::string> classes = {"a", "b", "c"};
  CHECK(given_class_weights(classes, {{"c", 2.5}, {"a", 0.5}}) == std::vector<double>{0.5, 1, 2.5});
}

TEST_CASE("given_class_weights: an unknown class and a weight that is no weight are named") {
  const std::vector<std::string> classes = {"a", "b"};
  CHECK_THROWS_WITH_AS(given_class_weights(classes, {{"z", 1}}),
                       "There is no class \"z\" to weigh; the classes are a, b.", Error);
  for (const double weight :
       {0.0, -1.0, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
    CHECK_THROWS_WITH_AS(given_class_weights(classes, {{"b", weight}}),
                         doctest::Contains("The weight of class \"b\""), Error);
  }
}
