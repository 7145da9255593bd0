#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

#include "data/sha256.h"
#include "data/toys.h"
#include "error.h"

namespace vitrine {

TEST_CASE("make_toy: two equal classes of points that fill the square, cells that read back as the numbers") {
  for (const std::string_view name : toy_names) {
    CAPTURE(name);
    const Table table = make_toy(name, 401, 0, 1);
    REQUIRE(table.rows() == 400);
    CHECK(std::count(table.columns[2].codes.begin(), table.columns[2].codes.end(), 0) == 200);
    for (const std::size_t c : {0, 1}) {
      const Column& column = table.columns[c];
      const auto [min, max] = std::minmax_element(column.numbers.begin(), column.numbers.end());
      CHECK(*min < -0.75);
      CHECK(*min > -1.3);
      CHECK(*max > 0.75);
      CHECK(*max < 1.3);
      for (std::size_t row = 0; row < column.cells.size(); ++row) {
        REQUIRE(std::strtod(column.cells[row].c_str(), nullptr) == column.numbers[row]);
      }
    }
  }
}

TEST_CASE("make_toy: without noise the shapes keep their classes apart") {
  const auto check_all = [](const char* name, auto belongs_to_first) {
    CAPTURE(name);
    const Table table = make_toy(name, 300, 0, 7);
    for (std::size_t row = 0; row < 300; ++row) {
      const bool is_first = belongs_to_first(table.columns[0].numbers[row], table.columns[1].numbers[row]);
      REQUIRE(is_first == (table.columns[2].codes[row] == 0));
    }
  };
  check_all("circles", [](double x, double y) { return x * x + y * y < 0.625 * 0.625; });
  check_all("xor", [](double x, double y) { return x * y > 0; });
  // Radius r belongs to the angle 1.75 r turns on the first arm, half a turn further on the second.
  check_all("spiral", [](double x, double y) {
    const double off = 1.75 * std::sqrt(x * x + y * y) - std::atan2(y, x) / (2 * std::acos(-1.0));
    const double fraction = off - std::floor(off);
    return fraction < 0.25 || fraction > 0.75;
  });
  check_all("moons", [](double x, double y) {
    const double u = 1.5 * x + 0.5;
    const double v = 0.85 * y + 0.25;
    return std::abs(std::sqrt(u * u + v * v) - 1) < 1e-3 && v > -1e-3;
  });
}

TEST_CASE("make_toy: noise moves the same points, by its standard deviation") {
  const Table still = make_toy("moons", 2000, 0, 3);
  const Table noisy = make_toy("moons", 2000, 0.1, 3);
  double squares = 0;
  for (std::size_t row = 0; row < 2000; ++row) {
    const double moved = noisy.columns[0].numbers[row] - still.columns[0].numbers[row];
    squares += moved * moved;
  }
  // 2000 draws estimate a standard deviation within 1.6 % (one standard error).
  CHECK(std::sqrt(squares / 2000) == doctest::Approx(0.1).epsilon(0.06));
}

TEST_CASE("make_toy: the points of a saved project never change") {
  std::string cells;
  for (const std::string_view name : toy_names) {
    const Table table = make_toy(name, 50, 0.1, 1);
    for (int row = 0; row < table.rows(); ++row) {
      for (const Column& column : table.columns) cells += column.cells[static_cast<std::size_t>(row)] + ",";
    }
  }
  // Pins the bits, here and in WebAssembly; whether the shapes are right is for the tests above.
  CHECK(sha256(cells) == "fd1ab76d29a5d730dbe46d116bb66baba1374f83d3710e9a774fdddb0280f77a");
}

TEST_CASE("make_toy: the seed decides, and an unknown name is answered with those that exist") {
  CHECK(make_toy("xor", 100, 0.1, 1).columns[0].numbers == make_toy("xor", 100, 0.1, 1).columns[0].numbers);
  CHECK(make_toy("xor", 100, 0.1, 1).columns[0].numbers != make_toy("xor", 100, 0.1, 2).columns[0].numbers);
  CHECK(make_toy("xor", 1, 0, 1).rows() == 0);
  try {
    make_toy("rings", 10, 0, 1);
    FAIL("accepted");
  } catch (const Error& error) {
    CHECK(error.code() == "unknown_toy");
    CHECK(std::string(error.what()).find("circles") != std::string::npos);
  }
}

}  // namespace vitrine
