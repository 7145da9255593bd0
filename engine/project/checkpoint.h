#pragma once

#include <string>

#include "json.h"
#include "project/project.h"
#include "train/trainer.h"

namespace vitrine {

/// A training run in the middle: what it runs, and all that it remembers between two steps.
struct Checkpoint {
  Json project;  ///< The document, at its shortest.
  Json data;     ///< SHA-256 of the bytes the table was read from; null for a toy.
  TrainerState<float> state;
};

/// {"vitrine_checkpoint": 1, "project": {...}, "data", "epoch", "position", "steps", ..., "history": [...],
///  "parameters": base64 of little-endian float32, ...}: the format is in ARCHITECTURE.md.
///
/// @param data_sha256  empty for a toy.
Json write_checkpoint(const Project& project, const std::string& data_sha256,
                      const TrainerState<float>& state);

/// Reads it back strictly: resuming continues with the same bits.
///
/// @throws Error "not_a_checkpoint", "newer_version" or "damaged_checkpoint" with the path of the field.
Checkpoint read_checkpoint(const Json& document);

/// Checks that a checkpoint is of this project's training on these data. What training does not depend on may
/// differ: the title, the search, the explanation.
///
/// @throws Error "other_run", naming the first difference.
void check_same_run(const Checkpoint& checkpoint, const Project& project, const std::string& data_sha256);

}  // namespace vitrine
