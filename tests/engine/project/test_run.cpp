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
