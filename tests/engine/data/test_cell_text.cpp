#include <doctest/doctest.h>

#include "data/cell_text.h"

namespace vitrine {

TEST_CASE("is_missing: the tokens of the policy in any case, and no other word") {
  for (const char* text :
       {"", " ", "NA", "na", "N/A", "n/a", "#N/A", "NaN", "nan", "NULL", "null", "?", " NA\t"}) {
    CAPTURE(text);
    CHECK(is_missing(text));
  }
  for (const char* text : {"None", "unknown", "-", "0", "NAN1", "n.a.", "nil", "??"}) {
    CAPTURE(text);
    CHECK_FALSE(is_missing(text));
  }
}

TEST_CASE("is_date: calendar dates with and without a time, and nothing like them") {
  for (const char* text :
       {"2024-01-15", "2024/1/5", "15/02/2024", "02/15/2024", "31.12.2023", "1/2/24", "2024-01-15 08:30:00",
        "2024-02-29T23:59:59", "2024-02-29T23:59:59.123Z", "2024-02-29T23:59+02:00", "1/31/2024 8:05 PM"}) {
    CAPTURE(text);
    CHECK(is_date(text));
  }
  for (const char* text :
       {"2024", "2024-13-15", "32/01/2024", "13/13/2024", "1.2.24", "2024-01", "1-2/2024", "08:30",
        "2024-01-15x", "2024-01-15 25:00", "2024-01-15T", "1.5", "555-12-1234", ""}) {
    CAPTURE(text);
    CHECK_FALSE(is_date(text));
  }
}

TEST_CASE("trimmed: blanks and tabs at both ends, none within") {
  CHECK(trimmed(" \ta b\t ") == "a b");
  CHECK(trimmed("  ").empty());
}

}  // namespace vitrine
