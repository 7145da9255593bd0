#include <doctest/doctest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string>
#include <vector>

#include "data/number_text.h"
#include "decimal.h"
#include "nn/random.h"

namespace vitrine {
namespace {

using Limits = std::numeric_limits<double>;

std::uint64_t bits_of(double value) { return __builtin_bit_cast(std::uint64_t, value); }

double read(const std::string& text) {
  const NumberText number = read_number(text);
  CHECK(number.kind != NumberText::Kind::text);
  return number.kind == NumberText::Kind::infinite ? Limits::infinity() : number.value;
}

/// A number as "123e-5".
std::string plain_text(const Decimal& decimal) {
  return std::to_string(decimal.mantissa) + "e" + std::to_string(decimal.exponent);
}

/// Positive values of every kind: powers of two and ten and their neighbours, subnormals, whole numbers,
/// fractions, and anything that 64 random bits may stand for.
std::vector<double> many_values() {
  std::vector<double> values = {5e-324, 1e23, 9007199254740993.0, Limits::max(), Limits::min()};
  for (int exponent = -1074; exponent <= 1023; ++exponent) values.push_back(std::ldexp(1.0, exponent));
  for (int exponent = -323; exponent <= 308; ++exponent) {
    values.push_back(std::strtod(("1e" + std::to_string(exponent)).c_str(), nullptr));
  }
  for (std::size_t i = values.size(); i-- > 0;) {
    if (values[i] > 5e-324) values.push_back(std::nextafter(values[i], 0));
    if (values[i] < Limits::max()) values.push_back(std::nextafter(values[i], Limits::max()));
  }
  Random random(11, Purpose::toy_data);
  for (int i = 0; i < 10'000; ++i) {
    const std::uint64_t high = random.bits();
    const std::uint64_t bits = high << 32 | random.bits();
    for (const std::uint64_t pattern : {bits >> 1, bits >> 12}) {
      const auto value = __builtin_bit_cast(double, pattern);
      if (std::isfinite(value) && value > 0) values.push_back(value);
    }
    values.push_back(static_cast<double>(1 + (bits >> (11 + i % 52))));
    values.push_back(random.normal() * random.normal());
    values.push_back(static_cast<double>(1 + random.below(10'000)) / 100);
  }
  for (double& value : values) value = std::fabs(value);
  return values;
}

}  // namespace

TEST_CASE("round_to_nearest: hard cases, known to the last bit") {
  struct Case {
    const char* text;
    double expected;
  };
  for (const auto& c :
       {Case{"1e23", 0x1.52d02c7e14af6p+76}, Case{"8.5e22", 0x1.1ffdbf6b2b2ebp+76}, Case{"5e-324", 0x1p-1074},
        // Half of the smallest number, and a little more.
        Case{"2.4703282292062327208e-324", 0}, Case{"2.4703282292062328e-324", 0x1p-1074},
        Case{"2.2250738585072011e-308", 0x0.fffffffffffffp-1022}, Case{"2.2250738585072014e-308", 0x1p-1022},
        Case{"1.7976931348623157e308", Limits::max()}, Case{"1.7976931348623158e308", Limits::max()},
        Case{"1.7976931348623159e308", Limits::infinity()}, Case{"9007199254740993", 0x1p53},
        Case{"9007199254740993.00000000000000000000000000000000000001", 0x1.0000000000001p53},
        Case{"9007199254740995", 0x1.0000000000002p53},
        Case{"6.631236846766476e-316", 0x0.0000008000000p-1022},
        Case{"0.000000000000000000000000000000000000000000000000000e999999", 0}, Case{"1e-99999999999", 0},
        Case{"1e99999999999", Limits::infinity()}}) {
    CAPTURE(c.text);
    CHECK(bits_of(read(c.text)) == bits_of(c.expected));
  }
}

TEST_CASE("round_to_nearest: agrees with strtod on random digits, to the last bit") {
  Random random(7, Purpose::toy_data);
  for (int i = 0; i < 20'000; ++i) {
    const std::uint32_t most_digits = i % 200 == 0 ? 1000 : 24;
    const int digits = 1 + static_cast<int>(random.below(most_digits));
    const int point = static_cast<int>(random.below(static_cast<std::uint32_t>(digits)));
    std::string text = random.below(2) == 0 ? "-" : "";
    for (int d = 0; d < digits; ++d) {
      if (d == point && d > 0) text += '.';
      text += static_cast<char>('0' + random.below(10));
    }
    if (random.below(2) == 0)
      text.append("e").append(std::to_string(static_cast<int>(random.below(680)) - 360));
    CAPTURE(text);
    const double expected = std::strtod(text.c_str(), nullptr);
    const NumberText got = read_number(text);
    if (std::isinf(expected)) {
      CHECK(got.kind == NumberText::Kind::infinite);
    } else {
      CHECK(bits_of(got.value) == bits_of(expected));
    }
  }
}

TEST_CASE("round_to_nearest: halfway between two numbers the even one; the 1000th digit decides") {
  Random random(13, Purpose::toy_data);
  for (int i = 0; i < 1'000; ++i) {
    const std::uint64_t high = random.bits();
    const std::uint64_t bits = high << 32 | random.bits();
    const auto below = __builtin_bit_cast(double, i % 4 == 0 ? bits >> 12 : bits >> 1);
    const double above = std::nextafter(below, Limits::infinity());
    if (!std::isfinite(below) || !std::isfinite(above)) continue;
    static_assert(std::numeric_limits<long double>::digits >= 54, "long double holds what lies halfway");
    const long double halfway = (static_cast<long double>(below) + static_cast<long double>(above)) / 2;
    char buffer[1100];
    std::snprintf(buffer, sizeof buffer, "%.1000Le", halfway);
    const std::string text = buffer;
    CAPTURE(text);
    CHECK(bits_of(read(text)) == (bits_of(below) % 2 == 0 ? bits_of(below) : bits_of(above)));

    const std::size_t end = text.find('e');
    std::string more = text;
    more[end - 1] = '1';
    CHECK(bits_of(read(more)) == bits_of(above));

    const std::size_t last = text.find_last_not_of('0', end - 1);
    std::string less = text;
    --less[last];
    for (std::size_t at = last + 1; at < end; ++at) less[at] = '9';
    CHECK(bits_of(read(less)) == bits_of(below));
  }
}

TEST_CASE("shortest_decimal: reads back, and has the digits printf gives where so few read back") {
  for (const double value : many_values()) {
    CAPTURE(value);
    const Decimal shortest = shortest_decimal(value);
    CHECK(std::strtod(plain_text(shortest).c_str(), nullptr) == value);
    CHECK(read(plain_text(shortest)) == value);

    char nearest[40];
    int digits = 0;
    do {
      ++digits;
      std::snprintf(nearest, sizeof nearest, "%.*e", digits - 1, value);
    } while (std::strtod(nearest, nullptr) != value);
    // Below a power of two fewer digits may read back although the nearest so short do not.
    CHECK(shortest.significant_digits <= digits);
    if (shortest.significant_digits == digits) {
      std::string text = plain_text(shortest);
      text.resize(static_cast<std::size_t>(digits));
      std::string expected = nearest;
      expected.resize(expected.find('e'));
      if (digits > 1) expected.erase(1, 1);
      CHECK(text == expected);
    }
  }
}

TEST_CASE("shortest_decimal: hard cases") {
  struct Case {
    double value;
    const char* text;
  };
  for (const auto& c :
       {Case{0, "0e0"}, Case{-0.0, "0e0"}, Case{1e23, "1e23"}, Case{5e-324, "5e-324"},
        Case{Limits::max(), "17976931348623157e292"}, Case{Limits::min(), "22250738585072014e-324"},
        Case{0x0.fffffffffffffp-1022, "2225073858507201e-323"}, Case{0.1, "1e-1"},
        Case{0x1p-44, "5684341886080802e-29"}, Case{0x1p-25, "29802322387695312e-24"},
        Case{9007199254740993.0, "9007199254740992e0"}, Case{0x1p89, "6189700196426902e11"}}) {
    CHECK(plain_text(shortest_decimal(c.value)) == c.text);
  }
  CHECK(shortest_decimal(-0.0).negative);
  CHECK(shortest_decimal(-2.5).negative);
}

TEST_CASE("decimal_text: plain where that is short, else with an exponent") {
  struct Case {
    double value;
    const char* text;
  };
  for (const auto& c : {Case{0.1, "0.1"}, Case{-0.25, "-0.25"}, Case{1e-4, "0.0001"}, Case{1.5e-4, "0.00015"},
                        Case{1e-5, "1e-05"}, Case{-1.25e-7, "-1.25e-07"}, Case{100, "100"},
                        Case{123456.75, "123456.75"}, Case{1e14, "100000000000000"}, Case{1e15, "1e+15"},
                        Case{1234567890123456.0, "1.234567890123456e+15"}, Case{1e300, "1e+300"}}) {
    CHECK(decimal_text(shortest_decimal(c.value), 15) == c.text);
  }
}

TEST_CASE("format_number: the shortest text that reads back; whole numbers plain while that is as short") {
  struct Case {
    double value;
    const char* text;
  };
  for (const auto& c :
       {Case{50, "50"}, Case{63.7, "63.7"}, Case{0.0, "0"}, Case{-0.0, "0"}, Case{-3, "-3"},
        Case{1e6, "1000000"}, Case{0.1, "0.1"}, Case{1e-5, "1e-05"}, Case{1e15, "1e+15"},
        Case{1234567890123456.0, "1234567890123456"}, Case{12345678901234567000.0, "1.2345678901234567e+19"},
        Case{1e300, "1e+300"}, Case{1.0 / 3, "0.3333333333333333"}}) {
    CHECK(format_number(c.value) == c.text);
  }
  CHECK(format_number(-Limits::infinity()) == "-inf");
  CHECK(format_number(Limits::quiet_NaN()) == "nan");
}

TEST_CASE("format_size: two digits, rounded to nearest, without zeros that say nothing") {
  struct Case {
    double value;
    const char* text;
  };
  for (const auto& c : {Case{0, "0"}, Case{7, "7"}, Case{64, "64"}, Case{19801, "20000"}, Case{1249, "1200"},
                        Case{1250, "1300"}, Case{0.12345, "0.12"}, Case{99.6, "100"},
                        Case{-4.423939e29, "-4.4e+29"}, Case{9.99e29, "1e+30"}}) {
    CHECK(format_size(c.value) == c.text);
  }
  CHECK(format_size(Limits::infinity()) == "inf");
}

}  // namespace vitrine
