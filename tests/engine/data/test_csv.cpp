#include <doctest/doctest.h>

#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "data/csv.h"
#include "data/profile.h"
#include "error.h"
#include "nn/random.h"

namespace vitrine {
namespace {

using namespace std::string_literals;

std::string code_of_refusal(const std::string& text) {
  try {
    read_csv(text);
  } catch (const Error& error) {
    CHECK_FALSE(std::string(error.what()).empty());
    return error.code();
  }
  return "";
}

std::vector<std::string> names_of(const Table& table) {
  std::vector<std::string> names;
  for (const Column& column : table.columns) names.push_back(column.name);
  return names;
}

bool warns(const CsvFile& file, const std::string& code) {
  for (const Warning& warning : file.warnings) {
    if (warning.code == code) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("read_csv: the notation of numbers is decided per column, and in doubt by the other columns") {
  struct Case {
    const char* name;
    const char* text;
    double first_number;  ///< In the first row of the first column.
    const char* decimal;
    const char* thousands;
  };
  for (const auto& c : {
           Case{"three decimals everywhere are decimals", "a,b\n1.234,x\n5.678,y\n", 1.234, ".", ""},
           Case{"groups beside a sure decimal comma are thousands", "a;b\n1.234;0,5\n5.678;1,25\n", 1234, ",",
                "."},
           Case{"one cell with two decimals makes the point decimal", "a;b\n1.234;0,5\n5.67;1,25\n", 1.234,
                ".", ""},
           Case{"groups in quotes are thousands", "a,b\n\"1,234\",x\n\"5,678\",y\n", 1234, ".", ","},
           Case{"a group that starts with 0 is no thousands", "a,b\n\"0,234\",x\n\"5,678\",y\n", 0.234, ",",
                ""},
           Case{"decimal comma in quotes", "a,b\n\"1,5\",x\n\"5,25\",y\n", 1.5, ",", ""},
           Case{"a comma between semicolons is a decimal comma", "a;b\n1,234;x\n5,678;y\n", 1.234, ",", ""},
           Case{"except beside sure decimal points", "a;b\n1,234;0.5\n5,678;1.25\n", 1234, ".", ","},
           Case{"several groups leave no doubt", "a;b\n1.234.567;x\n2.345;y\n", 1234567, ",", "."},
           Case{"Swiss apostrophes", "a;b\n1'234.5;x\n2'345.25;y\n", 1234.5, ".", "'"},
           Case{"French blanks", "a;b\n1\u202F234,5;x\n2\u00A0345,25;y\n", 1234.5, ",", "\u00A0"},
       }) {
    CAPTURE(c.name);
    const CsvFile file = read_csv(c.text);
    REQUIRE(file.table.columns[0].type == ColumnType::number);
    CHECK(file.table.columns[0].numbers[0] == c.first_number);
    CHECK(file.decimal == c.decimal);
    CHECK(file.thousands == c.thousands);
  }
}

TEST_CASE("read_csv: the delimiter that explains the whole file") {
  struct Case {
    const char* name;
    const char* text;
    const char* delimiter;
    std::size_t columns;
  };
  for (const auto& c :
       {Case{"commas", "a,b\n1,2\n", ",", 2},
        Case{"semicolons with decimal commas, no header", "1,5;2,5\n3,5;4,5\n", ";", 2},
        Case{"semicolons in cells of a comma file", "a,b\nx;y,1\nx;y;z,2\nx,3\n", ",", 2},
        Case{"commas in every cell of a tab file", "a,b\tc\n1,2\t3\n4,5\t6\n", "\t", 2},
        Case{"pipes", "a|b|c\n1|2,5|x\n", "|", 3}, Case{"sep line", "sep=|\r\na|b\r\n1|2\r\n", "|", 2},
        Case{"sep line in quotes", "\"sep=;\"\na;b\n1;2\n", ";", 2},
        Case{"quoted commas in a semicolon file", "a;b\n\"x, y\";1\n\"z\";2\n", ";", 2}}) {
    CAPTURE(c.name);
    const CsvFile file = read_csv(c.text);
    CHECK(file.delimiter == c.delimiter);
    CHECK(file.table.columns.size() == c.columns);
  }
}

TEST_CASE("read_csv: whether the first record is a header") {
  struct Case {
    const char* name;
    const char* text;
    bool header;
    int rows;
  };
  for (const auto& c :
       {Case{"words above numbers", "a,b\n1,2\n", true, 1},
        Case{"numbers above numbers", "1,2\n3,4\n", false, 2},
        Case{"text everywhere", "name,city\nAnn,Oslo\nBob,Bergen\n", true, 2},
        Case{"text that comes again below", "red,S\nblue,L\nred,L\nblue,S\n", false, 4},
        Case{"names that count up", "0,1,2,3,label\n5,1,7,9,a\n4,4,4,4,b\n", true, 2},
        Case{"years beside a named column", "region,2019,2020,2021,2022\nnorth,5,6,7,9\n", true, 1},
        Case{"dates above dates", "2024-01-01,x\n2024-01-02,y\n2024-01-03,x\n", false, 3},
        Case{"a word above dates", "day,kind\n2024-01-02,y\n2024-01-03,x\n", true, 2},
        Case{"a typing error in the first row", "1,x2,3,a\n4,5,6,b\n7,8,9,a\n", false, 3}}) {
    CAPTURE(c.name);
    const CsvFile file = read_csv(c.text);
    CHECK(file.header == c.header);
    CHECK(file.table.rows() == c.rows);
  }
}

TEST_CASE("read_csv: lines above the header are titles, and said so") {
  for (const char* text :
       {"Report\na,b,c\n1,2,x\n3,4,y\n", "Report,,\n,,\na,b,c\n1,2,x\n3,4,y\n",
        "Report, 2024\na,b,c\n1,2,x\n3,4,y\n", "Report\n\nof 2024\n\na,b,c\n1,2,x\n3,4,y\n"}) {
    CAPTURE(text);
    const CsvFile file = read_csv(text);
    CHECK(names_of(file.table) == std::vector<std::string>{"a", "b", "c"});
    CHECK(file.table.rows() == 2);
    CHECK(warns(file, "ragged_rows"));
  }
}

TEST_CASE("read_csv: a header shorter than the rows loses no column") {
  const CsvFile file = read_csv("a,b\n1,2,x\n3,4,y\n");
  CHECK(names_of(file.table) == std::vector<std::string>{"a", "b", "column_3"});
  CHECK(file.table.rows() == 2);
  CHECK(warns(file, "empty_header"));
}

TEST_CASE("read_csv: names are unique whatever they were") {
  const CsvFile file = read_csv("x,x,x_2,,column_4,x\n1,2,3,4,5,6\n");
  const std::vector<std::string> names = names_of(file.table);
  CHECK(std::set<std::string>(names.begin(), names.end()).size() == 6);
  CHECK(names[0] == "x");
  CHECK(names[2] == "x_2");
  CHECK(names[4] == "column_4");
  CHECK(names_of(read_csv("__proto__,constructor,\"a\nb\"\n1,2,3\n").table) ==
        std::vector<std::string>{"__proto__", "constructor", "a\nb"});
}

TEST_CASE("read_csv: category or text") {
  struct Case {
    const char* name;
    const char* values;
    ColumnType type;
  };
  for (const auto& c :
       {Case{"repeats", "a b a b", ColumnType::category}, Case{"never repeats", "a b c d", ColumnType::text},
        Case{"one value", "a a a", ColumnType::category}, Case{"one row", "a", ColumnType::category}}) {
    CAPTURE(c.name);
    std::string text = "n,c\n";
    for (const char* at = c.values; *at != '\0'; ++at) {
      if (*at != ' ') text += "1,"s + *at + "\n";
    }
    CHECK(read_csv(text).table.columns[1].type == c.type);
  }
}

TEST_CASE("read_csv: categories are in numeric order when all are numbers") {
  const CsvFile file = read_csv("c,x\n10,1\n9,2\n010,3\n9,4\n10,5\n", {{"c", ColumnType::category}});
  CHECK(file.table.columns[0].categories == std::vector<std::string>{"9", "010", "10"});
  CHECK(file.table.columns[0].codes == std::vector<int>{2, 0, 1, 0, 2});
}

TEST_CASE("read_csv: a chosen type wins over the inferred one") {
  const std::string text = "zip,n,t\n01,1,a\n02,2,b\n01,3,c\n";
  const CsvFile inferred = read_csv(text);
  CHECK(inferred.table.columns[0].type == ColumnType::category);
  CHECK(warns(inferred, "leading_zeros"));
  const CsvFile chosen =
      read_csv(text, {{"zip", ColumnType::number}, {"n", ColumnType::category}, {"t", ColumnType::category}});
  CHECK(chosen.table.columns[0].numbers == std::vector<double>{1, 2, 1});
  CHECK(chosen.table.columns[1].categories == std::vector<std::string>{"1", "2", "3"});
  CHECK(chosen.table.columns[2].codes == std::vector<int>{0, 1, 2});
  CHECK_FALSE(warns(chosen, "leading_zeros"));
}

TEST_CASE("read_csv: whole numbers that float64 cannot hold are text, or rounded on request") {
  const std::string text = "id,x\n9007199254740993,1\n9007199254740992,2\n";
  CHECK(read_csv(text).table.columns[0].type == ColumnType::text);
  const CsvFile chosen = read_csv(text, {{"id", ColumnType::number}});
  CHECK(chosen.table.columns[0].numbers == std::vector<double>{9007199254740992.0, 9007199254740992.0});
  CHECK(warns(chosen, "precision_loss"));
}

TEST_CASE("read_csv: a lone column is refused, unless somebody expects it") {
  CHECK(code_of_refusal("x\n1\n2\n") == "one_column");
  const CsvFile file = read_csv("x\n1\n2\n", {{"x", ColumnType::number}});
  CHECK(file.table.columns[0].numbers == std::vector<double>{1, 2});
}

TEST_CASE("read_csv: files that are no CSV are refused by the right name") {
  struct Case {
    const char* name;
    std::string text;
    const char* code;
  };
  std::string prose;
  for (int i = 0; i < 30; ++i)
    prose += i % 5 == 0 ? "Once, twice, thrice it rained.\n" : "And then it did not rain at all.\n";
  for (const auto& c :
       {Case{"nothing", "", "empty_file"}, Case{"a mark alone", "\xEF\xBB\xBF\n", "empty_file"},
        Case{"blanks", " \r\n\t\n", "empty_file"}, Case{"a header alone", "a,b", "no_data_rows"},
        Case{"zeros", "a,b\n1,\0"s, "not_text"}, Case{"prose", prose, "not_csv"},
        Case{"a web page", "<!DOCTYPE html>\n<html><body>a, b, c</body></html>\n", "not_csv"},
        Case{"JSON", "{\"a\": [1, 2],\n \"b\": [3, 4]}\n", "not_csv"},
        Case{"one word", "hello", "one_column"}, Case{"an open quote", "\"a,b\n1,2\n", "unclosed_quote"},
        Case{"a broken quote", "a,b\n\"1\"x,2\n", "bad_quote"}}) {
    CAPTURE(c.name);
    CHECK(code_of_refusal(c.text) == c.code);
  }
}

TEST_CASE("read_csv: huge lines and hostile shapes end in a table or an error, soon") {
  CHECK(code_of_refusal(std::string(10'000'000, 'a')) == "one_column");
  CHECK(code_of_refusal(std::string(10'000'000, ',')) == "not_csv");
  CHECK(code_of_refusal(std::string(10'000'000, '"')) != "");
  CHECK(code_of_refusal("a,\"" + std::string(10'000'000, 'x')) == "unclosed_quote");
  const CsvFile long_cell = read_csv("a,b\n1," + std::string(10'000'000, 'x') + "\n2,y\n");
  CHECK(long_cell.table.columns[1].cells[0].size() == 10'000'000);
  CHECK(read_csv("a,b\n" + std::string(5'000'000, '1') + ",x\n2,y\n").table.rows() == 2);

  // One wide line and very many short ones would fill memory if every row were completed.
  std::string wide = "a";
  for (int i = 0; i < 20'000; ++i) wide += ",a";
  std::string bomb = wide + "\n" + wide + "\n" + wide + "\n";
  for (int i = 0; i < 17; ++i) bomb += wide + "\n";
  for (int i = 0; i < 200'000; ++i) bomb += "1\n";
  CHECK(code_of_refusal(bomb) == "not_csv");
}

TEST_CASE("read_csv: random bytes and random CSV characters never crash it") {
  Random random(42, Purpose::toy_data);
  const std::string alphabet = "aN,;|\t\"\"\n\r 01.5'-+eE?\xC3\xA4\xFF";
  for (int i = 0; i < 4000; ++i) {
    const std::uint32_t size = random.below(200);
    std::string text;
    for (std::uint32_t at = 0; at < size; ++at) {
      text += i % 4 == 0 ? static_cast<char>(random.below(256))
                         : alphabet[random.below(static_cast<std::uint32_t>(alphabet.size()))];
    }
    try {
      const CsvFile file = read_csv(text);
      for (const Column& column : file.table.columns) {
        REQUIRE(column.cells.size() == static_cast<std::size_t>(file.table.rows()));
        if (column.type == ColumnType::number) REQUIRE(column.numbers.size() == column.cells.size());
        if (column.type == ColumnType::category) REQUIRE(column.codes.size() == column.cells.size());
        for (const double x : column.numbers) REQUIRE_FALSE(std::isinf(x));
        profile(column);
      }
    } catch (const Error& error) {
      REQUIRE_FALSE(error.code().empty());
    }
  }
}

}  // namespace vitrine
