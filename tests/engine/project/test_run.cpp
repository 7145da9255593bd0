#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "error.h"
#include "project/run.h"

using namespace vitrine;

namespace {

/// What prepare_data says about a CSV of numbers x, y and classes, as "code @ path".
std::string refusal(const std::string& data_options, const std::string& csv) {
  const Project project = parse_project(R"({"vitrine": 1, "data": {)" + data_options + "}}");
  try {
    prepare_data(project, read_csv(csv).table);
  } catch (const Error& error) {
    return error.code() + " @ " + error.path();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("prepare_data: what the data does not allow is refused at the option that asks for it") {
  struct Case {
    const char* name;
    const char* data_options;
    const char* csv;
    const char* refusal;
  };
  const char* const four_rows = "x,y,class\n1,8,a\n2,3,b\n3,5,a\n4,9,b\n";
  for (const auto& c : {
           Case{"enough rows for the split", R"("split": {"train": 0.5, "validation": 0.25, "test": 0.25})",
                four_rows, "accepted"},
           Case{"a target the table lacks", R"("target": "species")", four_rows,
                "unknown_column @ data.target"},
           Case{"a target of one class", R"("target": "class")", "x,y,class\n1,8,a\n2,3,a\n",
                "single_class_label @ data.target"},
           Case{"one row with a label", "", "x,y,class\n1,8,a\n2,3,\n", "too_few_rows @ data.target"},
           Case{"two rows for three splits", "", "x,y,class\n1,8,a\n2,3,b\n", "too_few_rows @ data.split"},
           Case{"a choice about a column the table lacks", R"("columns": {"z": {"role": "ignore"}})",
                four_rows, "unknown_column @ data.columns.z"},
       }) {
    CAPTURE(c.name);
    CHECK(refusal(c.data_options, c.csv) == c.refusal);
  }
}

TEST_CASE("run: its model can be made again from the project, the data and the network's numbers") {
  std::string csv = "x,colour,class,y\n";
  for (int i = 0; i < 60; ++i) {
    const int x = i * 11 % 60;
    csv += std::to_string(x) + (i % 3 == 0 ? ",red," : ",blue,") + (x > 30 ? "high," : "low,") +
           std::to_string(2 * x - 500) + "\n";
  }
  const auto table = std::make_shared<const Table>(read_csv(csv).table);
  for (const char* const data :
       {R"({"target": "class", "columns": {"y": {"role": "ignore"}}})",
        R"({"target": "y", "task": "regression", "columns": {"class": {"role": "ignore"}}})"}) {
    CAPTURE(data);
    const Project project = parse_project(std::string(R"({"vitrine": 1, "data": )") + data + R"(,
        "network": {"layers": [{"units": 5, "batch_norm": true}, {"units": 5, "residual": true, "dropout": 0.1}]},
        "training": {"epochs": 3}})");
    Run run(project, table);
    run.trainer().advance(7);
    std::vector<float> numbers = run.trainer().network().flat_parameters();
    const PreparedData prepared = prepare_data(project, *table);
    CHECK(write_model(make_model(project, prepared, *table, numbers)).dump() ==
          write_model(run.model()).dump());

    numbers.pop_back();
    try {
      make_model(project, prepared, *table, numbers);
      FAIL("accepted");
    } catch (const Error& error) {
      CHECK(error.code() == "wrong_shape");
    }
  }
}

TEST_CASE("run: an input that float32 cannot square is refused before training, with its line and column") {
  struct Case {
    const char* name;
    const char* scaling;
    const char* outlier;
    const char* refusal;
  };
  for (
      const auto& c :
      {Case{
           "as large as it is", "none", "2e19",
           "input_too_large @ data.preprocessing.scaling, line 7: Line 7 has \"2e19\" in column \"x\", which "
           "becomes an input of 2e+19; beyond 1.8e+19 training cannot compute with it. Mend the value, leave "
           "the row or the column out, or choose another data.preprocessing.scaling (none leaves numbers as "
           "large as they are)."},
       Case{"below the limit", "none", "-1.8e19", "accepted"}, Case{"negative", "none", "-4e38", "line 7"},
       Case{"scaled", "standard", "2e19", "accepted"},
       Case{"clipped to the range", "min_max", "2e19", "accepted"}}) {
    CAPTURE(c.name);
    std::string csv = "colour,x,class\n";
    for (int i = 0; i < 20; ++i) {
      csv += (i % 3 == 0 ? "red," : "blue,") + (i == 5 ? c.outlier : std::to_string(i)) +
             (i % 2 == 0 ? ",a\n" : ",b\n");
    }
    const Project project = parse_project(
        R"({"vitrine": 1, "data": {"target": "class", "split": {"train": 1, "validation": 0, "test": 0},
          "preprocessing": {"scaling": ")" +
        std::string(c.scaling) + "\"}}}");
    std::string refusal = "accepted";
    try {
      Run(project, std::make_shared<const Table>(read_csv(csv).table));
    } catch (const Error& error) {
      refusal = error.code() + " @ " + error.path() + ", line " + std::to_string(error.line()) + ": " +
                error.what();
    }
    CHECK(refusal.find(c.refusal) != std::string::npos);
  }
}

TEST_CASE("run: validation rows are held to the same limit as training rows, test rows are not") {
  std::string csv = "x,y,class\n";
  for (int i = 0; i < 40; ++i)
    csv += std::to_string(i) + "," + std::to_string(i * 7 % 13) + (i % 2 == 0 ? ",a\n" : ",b\n");
  const Project project =
      parse_project(R"({"vitrine": 1, "data": {"target": "class", "preprocessing": {"scaling": "none"}}})");
  Table table = read_csv(csv).table;
  const Split split = prepare_data(project, table).split;
  const auto refused = [&](int position) {
    Table spoilt = table;
    spoilt.columns[0].numbers[static_cast<std::size_t>(position)] = 1e30;
    try {
      Run(project, std::make_shared<const Table>(spoilt));
    } catch (const Error& error) {
      return error.code() == "input_too_large" && error.line() == position + 2;
    }
    return false;
  };
  CHECK(refused(split.train[0]));
  CHECK(refused(split.validation[0]));
  CHECK_FALSE(refused(split.test[0]));
}
