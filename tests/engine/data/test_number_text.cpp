#include <doctest/doctest.h>

#include "data/number_text.h"

namespace vitrine {
namespace {

constexpr Notation plain = {'.', Thousands::none};
constexpr Notation english = {'.', Thousands::comma};
constexpr Notation german = {',', Thousands::point};
constexpr Notation swiss = {'.', Thousands::apostrophe};
constexpr Notation french = {',', Thousands::no_break_space};

}  // namespace

TEST_CASE("read_number: every spelling of a number, in the notation of its column") {
  struct Case {
    const char* text;
    Notation notation;
    double expected;
  };
  for (const auto& c : {Case{"0", plain, 0},
                        Case{"-0", plain, 0},
                        Case{"+3", plain, 3},
                        Case{".5", plain, 0.5},
                        Case{"5.", plain, 5},
                        Case{"-2.5e3", plain, -2500},
                        Case{"1E+10", plain, 1e10},
                        Case{"007.25", plain, 7.25},
                        Case{"1e-320", plain, 1e-320},
                        Case{"4.9e-324", plain, 5e-324},
                        Case{"1e-999", plain, 0},
                        Case{"9007199254740993.0", plain, 9007199254740992.0},
                        Case{"0.1000000000000000055511151231257827", plain, 0.1},
                        Case{"123456789012345678901234567890", plain, 123456789012345678901234567890.0},
                        Case{"709,037", english, 709037},
                        Case{"1,454.7", english, 1454.7},
                        Case{"-1.234.567,5", german, -1234567.5},
                        Case{"1,5e3", german, 1500},
                        Case{"1'234.5", swiss, 1234.5},
                        Case{"1\u2019234", swiss, 1234},
                        Case{"12\u00A0345,5", french, 12345.5},
                        Case{"12\u202F345", french, 12345}}) {
    CAPTURE(c.text);
    const NumberText got = read_number(c.text, c.notation);
    REQUIRE(got.kind == NumberText::Kind::finite);
    CHECK(got.value == c.expected);
  }
}

TEST_CASE("read_number: what is no number is text") {
  struct Case {
    const char* text;
    Notation notation;
  };
  for (const auto& c :
       {Case{"", plain},       Case{".", plain},          Case{"-", plain},       Case{"+-1", plain},
        Case{"1e", plain},     Case{"1e+", plain},        Case{"1.2.3", plain},   Case{"1,5", plain},
        Case{"0x10", plain},   Case{"1_000", plain},      Case{"12%", plain},     Case{"1o12", plain},
        Case{"1 2", plain},    Case{"nan", plain},        Case{"e5", plain},      Case{"i", plain},
        Case{"2,25", english}, Case{"1234,567", english}, Case{"0,123", english}, Case{"1,23,456", english},
        Case{",123", english}, Case{"1,", english},       Case{"1.5", german},    Case{"1''234", swiss}}) {
    CAPTURE(c.text);
    CHECK(read_number(c.text, c.notation).kind == NumberText::Kind::text);
  }
}

TEST_CASE("read_number: infinity and overflow are not finite") {
  for (const char* text : {"inf", "-Infinity", "+INF", "1e999", "-1e309", "1e99999999999"}) {
    CAPTURE(text);
    CHECK(read_number(text).kind == NumberText::Kind::infinite);
    CHECK(notations_of(text) != 0);
  }
}

TEST_CASE("read_number: leading zeros and whole numbers beyond float64 are told") {
  CHECK(read_number("007").leading_zero);
  CHECK(read_number("-01").leading_zero);
  for (const char* text : {"0", "0.5", "00.5", "10", "0e5"}) CHECK_FALSE(read_number(text).leading_zero);
  for (const char* text : {"9007199254740993", "1234567890123456789", "123456789012345678901234567890"}) {
    CHECK_FALSE(read_number(text).exact);
  }
  for (const char* text : {"9007199254740992", "1000000000000000000", "0.1"}) CHECK(read_number(text).exact);
}

TEST_CASE("notations_of: 1.234 could be two things, 1.23 could not") {
  const auto fits = [](const char* text, Notation notation) {
    NotationSet bit = 1;
    for (const Notation& candidate : notations) {
      if (candidate.decimal == notation.decimal && candidate.thousands == notation.thousands) break;
      bit = static_cast<NotationSet>(bit << 1);
    }
    return (notations_of(text) & bit) != 0;
  };
  CHECK(notations_of("-12") == every_notation);
  CHECK(notations_of("1e5") == every_notation);
  CHECK(notations_of("Oslo") == 0);
  CHECK(notations_of("12-5") == 0);
  CHECK(fits("1.234", plain));
  CHECK(fits("1.234", german));
  CHECK_FALSE(fits("1.23", german));
  CHECK_FALSE(fits("0.123", german));
  CHECK_FALSE(fits("1234.567", german));
  CHECK(fits("1,234", english));
  CHECK(fits("1,234", german));
  CHECK_FALSE(fits("1,234", plain));
}

}  // namespace vitrine
