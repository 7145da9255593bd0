#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "error.h"
#include "json.h"
#include "nn/random.h"
#include "show_json.h"

namespace vitrine {
namespace {

/// The independent implementation that ours is checked against.
using Reference = nlohmann::ordered_json;

std::optional<Json> read(const std::string& text) {
  try {
    return parse_json(text);
  } catch (const Error& error) {
    CHECK(error.code() == "not_json");
    return std::nullopt;
  }
}

/// What the other implementation reads; discarded, too, where a field is repeated, which it lets pass.
Reference strictly_read(const std::string& text) {
  bool repeats = false;
  std::vector<std::set<std::string>> open_objects;
  const auto watch = [&](int, Reference::parse_event_t event, Reference& parsed) {
    if (event == Reference::parse_event_t::object_start) open_objects.emplace_back();
    if (event == Reference::parse_event_t::object_end) open_objects.pop_back();
    if (event == Reference::parse_event_t::key) repeats |= !open_objects.back().insert(parsed).second;
    return true;
  };
  Reference reference = Reference::parse(text, watch, false);
  return repeats ? Reference(Reference::value_t::discarded) : reference;
}

/// Both implementations accept the text and read the same value, or both refuse it. Returns whether they
/// accept.
bool judged_alike(const std::string& text) {
  CAPTURE(text);
  const std::optional<Json> value = read(text);
  const Reference reference = strictly_read(text);
  CHECK(value.has_value() == !reference.is_discarded());
  if (!value || reference.is_discarded()) return false;
  CHECK(Reference::parse(value->dump()) == reference);
  CHECK(parse_json(reference.dump()) == *value);
  return true;
}

std::string random_text(Random& random) {
  static const std::vector<std::string> pieces = {
      "a",    " ",    "\"",   "\\", "/",      "\n",         "\t",     "\r", "\b", "\f",
      "\x01", "\x1f", "\x7f", "é",  "\u20AC", "\U0001F600", "\uFFFD", "{",  "]",  std::string(1, '\0')};
  std::string text;
  for (std::uint32_t length = random.below(6); length > 0; --length) {
    text += pieces[random.below(static_cast<std::uint32_t>(pieces.size()))];
  }
  return text;
}

double random_float(Random& random) {
  const std::uint64_t high = random.bits();
  const auto value = __builtin_bit_cast(double, high << 32 | random.bits());
  if (random.below(2) == 0) return random.normal();
  return value - value == 0 ? value : 0.5;
}

Json random_value(Random& random, int levels) {
  switch (random.below(levels > 0 ? 8 : 6)) {
    case 0:
      return nullptr;
    case 1:
      return random.below(2) == 0;
    case 2:
      return static_cast<int>(random.bits());
    case 3:
      return static_cast<std::int64_t>(std::uint64_t{random.bits()} << 32);
    case 4:
      return random_float(random);
    case 5:
      return random_text(random);
    case 6: {
      Json array = Json::array();
      for (std::uint32_t size = random.below(4); size > 0; --size)
        array.push_back(random_value(random, levels - 1));
      return array;
    }
    default: {
      Json object = Json::object();
      for (std::uint32_t size = random.below(4); size > 0; --size) {
        const std::string key = random_text(random);
        object[key] = random_value(random, levels - 1);
      }
      return object;
    }
  }
}

}  // namespace

TEST_CASE("parse_json: accepts what is JSON, and reads it as another implementation does") {
  for (const char* text : {"null",
                           "true",
                           "false",
                           " \t\r\n0 \n",
                           "-0",
                           "-0.0",
                           "0e1",
                           "0.5E-3",
                           "1e+2",
                           "-12.75",
                           "1e308",
                           "9223372036854775807",
                           "-9223372036854775808",
                           "9223372036854775808",
                           "18446744073709551616",
                           "1e-400",
                           "123456789012345678901234567890.5",
                           "\"\"",
                           "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
                           "\"\\u0000\\u00e9\\u20AC\"",
                           "\"\\ud83d\\ude00\"",
                           "\"\x7f\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"",
                           "[]",
                           "[ ]",
                           "[1,[2,[3]],{}]",
                           "{}",
                           "{ }",
                           R"({"a":1,"b":[true,null],"":{"c":""}})",
                           "\xEF\xBB\xBF{\"after\": \"a byte order mark\"}"}) {
    CHECK(judged_alike(text));
  }
}

TEST_CASE("parse_json: a field that is repeated is refused, and not read as either") {
  for (const char* text : {R"({"a": 1, "a": 1})", R"([{"b": {"a": 1,
"c": 2, "a": 3}}])"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(parse_json(text, "The file"), Error);
  }
  CHECK_THROWS_WITH(parse_json("{\"a\": 1,\n\"a\": 2}", "The file"),
                    doctest::Contains("The file repeats a field in line 2"));
  CHECK(parse_json(R"([{"a": 1}, {"a": 2}, {"b": {"a": 3}, "a": 4}])").dump().size() > 0);
}

TEST_CASE("parse_json: refuses what is no JSON") {
  for (const char* text : {"",
                           " ",
                           "\xEF\xBB\xBF",
                           "nul",
                           "nulll",
                           "True",
                           "NaN",
                           "Infinity",
                           "-Infinity",
                           "undefined",
                           "+1",
                           "01",
                           "-01",
                           "00",
                           "-",
                           ".5",
                           "5.",
                           "5.e1",
                           "1e",
                           "1e+",
                           "1.e",
                           "0x10",
                           "1_000",
                           "1,5",
                           "1e309",
                           "-1e999",
                           "1 2",
                           "[",
                           "]",
                           "[1",
                           "[1,",
                           "[1,]",
                           "[,1]",
                           "[1 2]",
                           "[1}",
                           "{",
                           "}",
                           "{\"a\"",
                           "{\"a\":",
                           "{\"a\":1",
                           "{\"a\":1,",
                           "{\"a\":1,}",
                           "{,}",
                           "{a:1}",
                           "{'a':1}",
                           "{1:2}",
                           "{\"a\" 1}",
                           "{\"a\":1]",
                           "{} {}",
                           "[]]",
                           "null//",
                           "/**/null",
                           "\"",
                           "\"a",
                           "\"\n\"",
                           "\"\t\"",
                           "\"\x1f\"",
                           "\"\\",
                           "\"\\\"",
                           "\"\\a\"",
                           "\"\\x41\"",
                           "\"\\u\"",
                           "\"\\u12\"",
                           "\"\\u12g4\"",
                           "\"\\U0041\"",
                           "\"\\ud83d\"",
                           "\"\\ud83d\\n\"",
                           "\"\\ud83d\\u0041\"",
                           "\"\\ud83d\\ud83d\"",
                           "\"\\ude00\"",
                           "\"\x80\"",
                           "\"\xC3\"",
                           "\"\xC0\xAF\"",
                           "\"\xE0\x80\xAF\"",
                           "\"\xED\xA0\x80\"",
                           "\"\xF4\x90\x80\x80\"",
                           "\"\xE2\x82\"",
                           "\"\xFF\"",
                           "\xC3\xA9"}) {
    CHECK_FALSE(judged_alike(text));
  }
  // A zero byte ends a text for some; for us it is one more character that has no place in JSON.
  CHECK_FALSE(read(std::string("{}\0", 3)));
  CHECK_FALSE(read(std::string("\"\0\"", 3)));
}

TEST_CASE("parse_json: a changed byte is judged as another implementation judges it") {
  const std::string document =
      R"({"a":[1,-2.5e-3,0.1,"x\"\u00e9\n"],"b":{"c":null,"d":[true,false,{}]},"é":1234567890123,"":[[],""]})";
  const std::string bytes = "{}[]:,\"\\/0123456789.eE+-aubnrtfls \n\t\x01\x7f\x80\xC3\xA9\xE2\xFF";
  Random random(17, Purpose::toy_data);
  int accepted = 0;
  int refused = 0;
  for (int i = 0; i < 5000; ++i) {
    std::string text = document;
    for (std::uint32_t changes = 1 + random.below(2); changes > 0; --changes) {
      const std::size_t at = random.below(static_cast<std::uint32_t>(text.size()));
      const char byte = bytes[random.below(static_cast<std::uint32_t>(bytes.size()))];
      switch (random.below(3)) {
        case 0:
          text[at] = byte;
          break;
        case 1:
          text.insert(at, 1, byte);
          break;
        default:
          text.erase(at, 1);
      }
    }
    ++(judged_alike(text) ? accepted : refused);
  }
  CHECK(accepted > 500);
  CHECK(refused > 500);
}

TEST_CASE("parse_json: errors name the text, the problem and the line") {
  struct Case {
    const char* text;
    const char* message;
    int line;
  };
  for (const auto& c :
       {Case{"{\"a\": oops}", "It is not JSON: something is wrong in line 1.", 1},
        Case{"{\"a\": 1,\n \"b\": oops\n}", "It is not JSON: something is wrong in line 2.", 2},
        Case{"{\"a\": 1\n \"b\": 2}", "It is not JSON: something is wrong in line 2.", 2},
        Case{"{\n}\n\n1", "It is not JSON: something is wrong in line 4.", 4},
        // Text that breaks off, with and without a line end.
        Case{"{\"a\": 1,", "It is not JSON: it ends too early, in line 1.", 1},
        Case{"{\"a\": 1,\n", "It is not JSON: it ends too early, in line 1.", 1},
        Case{"{\"a\": 1,\n\"b\": \r\n\r\n", "It is not JSON: it ends too early, in line 2.", 2},
        Case{"", "It is not JSON: it ends too early, in line 1.", 1},
        Case{"[tru", "It is not JSON: it ends too early, in line 1.", 1},
        Case{"[trx", "It is not JSON: something is wrong in line 1.", 1},
        Case{"[1", "It is not JSON: it ends too early, in line 1.", 1},
        Case{"[-", "It is not JSON: it ends too early, in line 1.", 1},
        Case{"[\"tex", "It is not JSON: it ends too early, in line 1.", 1},
        Case{"[\"\\u00", "It is not JSON: it ends too early, in line 1.", 1},
        Case{"{\"a\": \"text\nthat goes on\"}", "It is not JSON: something is wrong in line 1.", 1},
        Case{"[1,\n1e999]", "It holds a number that is too large for a computer's arithmetic in line 2.",
             2}}) {
    CAPTURE(c.text);
    try {
      parse_json(c.text, "It");
      FAIL("accepted");
    } catch (const Error& error) {
      CHECK(error.what() == std::string(c.message));
      CHECK(error.line() == c.line);
    }
  }
}

TEST_CASE("parse_json: 100 levels are read, more are refused") {
  const auto nested = [](std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); };
  CHECK(read(nested(100))->dump() == nested(100));
  CHECK_THROWS_WITH(parse_json("[\n" + nested(100) + "]"),
                    "The text is nested more than 100 levels deep in line 2.");
  CHECK_THROWS_AS(parse_json(std::string(10'000'000, '[')), Error);
  // Lists beside each other are no levels.
  std::string beside = "[[]";
  for (int i = 0; i < 1000; ++i) beside += ",[{}]";
  CHECK(read(beside + "]")->size() == 1001);
}

TEST_CASE("dump: the bytes that another implementation writes") {
  const std::vector<std::pair<Json, Reference>> cases = {
      {nullptr, nullptr},
      {true, true},
      {-3, -3},
      {std::size_t{7}, std::size_t{7}},
      {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::min()},
      {1.0, 1.0},
      {-0.0, -0.0},
      {0.1, 0.1},
      {0.1F, 0.1F},
      {100.0, 100.0},
      {1e-5, 1e-5},
      {-1.5e-7, -1.5e-7},
      {0.0001, 0.0001},
      {123456789012345.0, 123456789012345.0},
      {1e15, 1e15},
      {1234567890123456.0, 1234567890123456.0},
      {1e300, 1e300},
      {5e-324, 5e-324},
      {std::numeric_limits<double>::max(), std::numeric_limits<double>::max()},
      {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()},
      {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()},
      {"a \"quoted\" \\ / \b\f\n\r\t\x01\x1f\x7f é €", "a \"quoted\" \\ / \b\f\n\r\t\x01\x1f\x7f é €"},
      {std::string("\0", 1), std::string("\0", 1)},
      {Json::array(), Reference::array()},
      {Json::object(), Reference::object()},
      {std::vector<int>{1, 2}, std::vector<int>{1, 2}},
      {std::vector<std::vector<std::string>>{{"a"}, {}}, std::vector<std::vector<std::string>>{{"a"}, {}}},
      {{{"z", 1}, {"a", {{"deep", nullptr}}}}, {{"z", 1}, {"a", {{"deep", nullptr}}}}},
  };
  for (const auto& [value, reference] : cases) CHECK(value.dump() == reference.dump());
}

TEST_CASE("dump: another implementation reads every value back, and so do we") {
  Random random(19, Purpose::toy_data);
  for (int i = 0; i < 3000; ++i) {
    const Json value = random_value(random, 4);
    const std::string text = value.dump();
    CAPTURE(text);
    CHECK(parse_json(text) == value);
    const Reference reference = Reference::parse(text);
    CHECK(parse_json(reference.dump()) == value);
  }
}

TEST_CASE("dump: numbers have no more digits than another implementation finds") {
  Random random(23, Purpose::toy_data);
  for (int i = 0; i < 10'000; ++i) {
    const double value = random_float(random);
    const std::string text = Json(value).dump();
    CAPTURE(text);
    CHECK(Reference::parse(text).get<double>() == value);
    CHECK(text.size() <= Reference(value).dump().size());
  }
  CHECK(Json(1e23).dump() == "1e+23");
}

TEST_CASE("dump: bytes that are no UTF-8 become replacement characters") {
  CHECK(Json("a\xFFz").dump() == "\"a\uFFFDz\"");
  CHECK(Json("cut off: \xC3").dump() == "\"cut off: \uFFFD\"");
}

TEST_CASE("Json: objects keep the order of their keys and find them") {
  Json document = {{"z", 1}, {"a", "text"}};
  document["m"] = true;
  document["z"] = 2.5;
  document["new"]["nested"].push_back(1);
  CHECK(document.dump() == R"({"z":2.5,"a":"text","m":true,"new":{"nested":[1]}})");
  CHECK(document.size() == 4);
  CHECK(document.contains("m"));
  CHECK_FALSE(document.contains("b"));
  CHECK(document.find("b") == nullptr);
  CHECK(std::as_const(document)["b"].is_null());
  CHECK_FALSE(Json(3).contains("b"));
  std::string keys;
  for (const auto& [key, value] : document.items()) keys += key + " ";
  CHECK(keys == "z a m new ");
  CHECK(Json({{"a", 1}, {"b", 2}}) != Json({{"b", 2}, {"a", 1}}));
}

TEST_CASE("Json: whole numbers and floats are equal where their values are, and written as what they are") {
  CHECK(Json(1) == Json(1.0));
  CHECK(Json(1) != Json(1.5));
  CHECK(Json(1) != Json(true));
  CHECK(Json(1).dump() == "1");
  CHECK(Json(1.0).dump() == "1.0");
  CHECK(Json(2.9).get<int>() == 2);
  CHECK(Json(3).get<double>() == 3.0);
  CHECK(Json(1).is_number_integer());
  CHECK_FALSE(Json(1.0).is_number_integer());
}

TEST_CASE("Json: what a value is not cannot be had from it") {
  const Json number = 1;
  CHECK_THROWS_AS(number.get<std::string>(), std::bad_variant_access);
  CHECK_THROWS_AS(number.get<bool>(), std::bad_variant_access);
  CHECK_THROWS_AS(number.items(), std::bad_variant_access);
  CHECK_THROWS_AS(number.begin(), std::bad_variant_access);
  CHECK_THROWS_AS(Json("1").get<double>(), std::bad_variant_access);
  CHECK_THROWS_AS(Json("1").push_back(1), std::bad_variant_access);
}

}  // namespace vitrine
