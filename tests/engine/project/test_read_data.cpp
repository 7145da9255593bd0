#include <doctest/doctest.h>

#include <string>

#include "data/sha256.h"
#include "data/toys.h"
#include "error.h"
#include "project/run.h"

using namespace vitrine;

namespace {

const std::string bytes = "zip,y\n01,1\n02,2\n";

Project project_with(const std::string& source) {
  return parse_project(R"({"vitrine": 1, "data": {"columns": {"zip": {"type": "category"}}, "source": )" +
                       source + "}}");
}

}  // namespace

TEST_CASE("read_data: a toy is made from the document alone") {
  const CsvFile file = read_data(
      parse_project(R"({"vitrine": 1, "data": {"source": {"toy": "moons", "rows": 50, "noise": 0.25}},
                                  "seeds": {"data": 7}})"),
      "not looked at");
  const Table expected = make_toy("moons", 50, 0.25, 7);
  REQUIRE(file.table.rows() == 50);
  REQUIRE(file.table.columns.size() == expected.columns.size());
  CHECK(file.table.columns[0].numbers == expected.columns[0].numbers);
  CHECK(file.delimiter == ",");
}

TEST_CASE("read_data: every CSV is read with the column types that the project says") {
  const std::string inside = R"({"name": "own.csv", "csv": "zip,y\n01,1\n02,2\n"})";
  const std::string file = R"({"file": {"name": "own.csv", "sha256": ")" + sha256(bytes) + "\"}}";
  for (const std::string& source : {inside, file, std::string(R"({"dataset": "iris"})")}) {
    CAPTURE(source);
    const Table table = read_data(project_with(source), source == inside ? "" : bytes).table;
    REQUIRE(table.rows() == 2);
    CHECK(table.columns[0].type == ColumnType::category);
    CHECK(table.columns[1].type == ColumnType::number);
  }
}

TEST_CASE("read_data: a file with other bytes than the project was made with is refused") {
  const std::string source = R"({"file": {"name": "own.csv", "sha256": ")" + sha256(bytes) + "\"}}";
  try {
    read_data(project_with(source), bytes + " ");
    FAIL("accepted");
  } catch (const Error& error) {
    CHECK(error.code() == "wrong_file");
    CHECK(error.path() == "data.source.file");
    CHECK(std::string(error.what()).find("\"own.csv\"") != std::string::npos);
  }
}
