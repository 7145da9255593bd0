#include <doctest/doctest.h>

#include "json_difference.h"

using namespace vitrine;

TEST_CASE("first_difference: names the path of the first field that differs, whatever the order of fields") {
  struct Case {
    const char* a;
    const char* b;
    std::optional<std::string> path;
  };
  for (const Case& c :
       {Case{R"({"a": 1, "b": {"c": 2}})", R"({"b": {"c": 2}, "a": 1})", std::nullopt},
        Case{R"({"a": 1, "b": {"c": 2}})", R"({"a": 1, "b": {"c": 3}})", "b.c"},
        Case{R"({"a": 1})", R"({"a": 1, "b": {}})", "b"}, Case{R"({"a": {"b": 1}})", R"({"a": {}})", "a.b"},
        Case{R"({"a": [1, 2]})", R"({"a": [2, 1]})", "a"}, Case{R"({"a": {}})", R"({"a": null})", "a"},
        Case{"1", "2", ""}}) {
    CAPTURE(c.a);
    CAPTURE(c.b);
    CHECK(first_difference(parse_json(c.a), parse_json(c.b)) == c.path);
  }
}
