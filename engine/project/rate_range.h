#pragma once

#include "project/project.h"
#include "project/run.h"
#include "train/rate_range_test.h"

namespace vitrine {

/// The learning-rate range test of a project: trains its network from its first weights on its training rows,
/// at rates that grow from step to step. Everything else is as in a run of the project; validation and test
/// rows take no part.
///
/// @throws Error as Run; "training_failed" if not even the first step had a loss.
RateRangeTest test_rate_range(const Project& project, const Table& table, const RateRangeOptions& options);

}  // namespace vitrine
