#pragma once

#include "json.h"
#include "project/project.h"
#include "train/trainer.h"

namespace vitrine {

/// A training run in the middle: the project it runs, and all it remembers between two steps.
struct Checkpoint {
  Json project;  ///< The document, at its shortest.
  TrainerState<float> state;
};

/// {"vitrine_checkpoint": 1, "project": {...}, "epoch", "position", "steps", ..., "history": [...],
///  "parameters": base64 of little-endian float32, ...}: the format is in ARCHITECTURE.md.
Json write_checkpoint(const Project& project, const TrainerState<float>& state);

/// Reads it back strictly: resuming continues with the same bits.
///
/// @throws Error "not_a_checkpoint", "newer_version" or "damaged_checkpoint" with the path of the field.
Checkpoint read_checkpoint(const Json& document);

}  // namespace vitrine
