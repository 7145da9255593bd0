#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

#include "data/records.h"
#include "error.h"

namespace vitrine {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows read_all(std::string_view text, char delimiter = ',') {
  RecordReader reader(text, delimiter);
  Record record;
  Rows rows;
  while (reader.next(record)) {
    rows.emplace_back();
    for (const Record::Cell& cell : record.cells) rows.back().emplace_back(cell.text);
  }
  return rows;
}

}  // namespace

TEST_CASE("RecordReader: cells, quotes and line ends") {
  struct Case {
    const char* name;
    const char* text;
    Rows expected;
  };
  for (const auto& c :
       {Case{"LF, CRLF and CR", "a,b\n1,2\r\n3,4\r5,6", {{"a", "b"}, {"1", "2"}, {"3", "4"}, {"5", "6"}}},
        Case{"blank lines are skipped", "\n a,b\n\n   \n1,2\n\n", {{"a", "b"}, {"1", "2"}}},
        Case{"a delimiter at the end opens an empty cell", "a,\n1,", {{"a", ""}, {"1", ""}}},
        Case{"blanks around bare cells go", " a , b c ,\td\n", {{"a", "b c", "d"}}},
        Case{"blanks inside quotes stay, around them go", " \" a \" ,b", {{" a ", "b"}}},
        Case{"delimiters, breaks and doubled quotes inside quotes",
             "\"a,\"\"b\"\"\",\"c\r\nd\"\ne,f",
             {{"a,\"b\"", "c\r\nd"}, {"e", "f"}}},
        Case{"a quote in a bare cell is a character", "5\" pipe,x\"\"y\n", {{"5\" pipe", "x\"\"y"}}},
        Case{"an empty quoted cell makes a record", "\"\"\na", {{""}, {"a"}}}, Case{"nothing", "", {}}}) {
    CAPTURE(c.name);
    CHECK(read_all(c.text) == c.expected);
  }
  CHECK(read_all("a\t b\t\n", '\t') == Rows{{"a", "b", ""}});
}

TEST_CASE("RecordReader: records know the line they begin in") {
  RecordReader reader("a\n\n\"b\nc\r\nd\",e\r\nf\rg", ',');
  Record record;
  std::vector<int> lines;
  while (reader.next(record)) lines.push_back(record.line);
  CHECK(lines == std::vector<int>{1, 3, 6, 7});
}

TEST_CASE("RecordReader: broken quotes are refused with their line") {
  struct Case {
    const char* text;
    const char* code;
    int line;
  };
  for (const auto& c : {Case{"a\nb,\"c\nd\n", "unclosed_quote", 2}, Case{"\"a", "unclosed_quote", 1},
                        Case{"a\n\"b\"c,d", "bad_quote", 2}, Case{"\"a\nb\" \"c\"", "bad_quote", 2}}) {
    CAPTURE(c.text);
    std::optional<Error> refusal;
    try {
      read_all(c.text);
    } catch (const Error& error) {
      refusal = error;
    }
    REQUIRE(refusal.has_value());
    CHECK(refusal->code() == c.code);
    CHECK(refusal->line() == c.line);
  }
}

}  // namespace vitrine
