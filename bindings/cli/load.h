#pragma once

#include <memory>
#include <string>
#include <vector>

#include "data/csv.h"
#include "project/model_file.h"
#include "project/project.h"

namespace vitrine::cli {

/// What names a project and its data on a command line.
struct ProjectArguments {
  std::string project;            ///< File of the project document.
  std::string data;               ///< CSV that replaces data.source; empty for none.
  std::vector<std::string> sets;  ///< Overrides, "training.epochs=50".
};

struct LoadedProject {
  Project project;
  std::shared_ptr<const Table> table;
  std::vector<Warning> warnings;  ///< Of reading the table.
  std::string sha256;             ///< Of the bytes the table was read from; empty for a toy.
};

/// Reads a project, applies the overrides and opens its data.
///
/// Sample data sets come from the folder named by VITRINE_DATASETS, else from the build tree.
/// @throws Error, among others "needs_data" for a project made with a file of one's own.
LoadedProject load_project(const ProjectArguments& arguments);

/// @throws Error "not_json", or as read_model.
Model load_model(const std::string& path);

/// A CSV read with a model's column names and types instead of inference.
CsvFile load_for_model(const Model& model, const std::string& path);

/// What a person should know about `file` as input of `model`: cells that were no values, categories the
/// model has never seen. Remarks on columns as features of a new network are left out.
std::vector<Warning> model_warnings(const Model& model, const CsvFile& file);

/// 0, 1, ... rows - 1.
std::vector<int> all_rows(const Table& table);

}  // namespace vitrine::cli
