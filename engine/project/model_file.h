#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/preprocessing.h"
#include "json.h"
#include "nn/network.h"

namespace vitrine {

/// A trained network with all that is needed to use it on new rows. In float64: reading and writing lose
/// nothing.
struct Model {
  std::vector<std::string> classes;  ///< Empty where a number is predicted.
  Preprocessing preprocessing;       ///< Its columns are the model's columns.
  Network<double> network;
  Json project;             ///< The document it was trained from, or null.
  std::string fingerprint;  ///< Of the float32 training weights; empty for a model from elsewhere.
  /// Of two classes, the second is predicted from this probability on; without it the most probable one is.
  std::optional<double> threshold = {};

  bool predicts_numbers() const { return network.output() == Output::identity; }

  /// What the model says of table rows: class probabilities, classes x rows, or the number, 1 x rows.
  Matrix<double> predict(const Table& table, std::span<const int> rows) const;

  /// The class decided for a row by its class probabilities; the first of equals where there is no threshold.
  int decide(const Vector<double>& probabilities) const;
};

/// @throws Error "not_finite" when training has diverged: such a model can be neither saved nor explained.
void check_finite(const Model& model);

/// Model file, version 1 (the format is in ARCHITECTURE.md).
///
/// `preprocessing` has, in the order of the columns, one entry {"column", "fill", "shift", "scale"} per
/// number column, or none when numbers enter as they are and none may be missing, and an entry {"column"} for
/// a category column that is more than one-hot encoded. The optional fields are in ARCHITECTURE.md.
/// @throws Error as check_finite.
Json write_model(const Model& model);

/// Reads a model file, checking every field; preprocessing, project, fingerprint and sha256 may be left
/// out. A fingerprint of classes' float32 weights and a checksum must be those of the file.
///
/// @throws Error "not_a_model", "newer_version", "damaged_model", or "unsupported_model" for what the format
/// has and
///         this version has not, with the path of the offending field.
Model read_model(const Json& document);

}  // namespace vitrine
