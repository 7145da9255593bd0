#pragma once

#include <memory>

#include "bench/trials.h"
#include "bench/work.h"

/// What a contestant does for a request; each is a program of its own.
/// @throws vitrine::Error "unsupported_op".
std::unique_ptr<vitrine::bench::Work> contestant_work(const vitrine::bench::Request& request,
                                                      vitrine::bench::WorkData data);

/// How a contestant trains and scores a fold of a trial: a bench::ScoreFold.
double contestant_score(const vitrine::bench::Request& request, const vitrine::bench::WorkData& train,
                        const vitrine::bench::WorkData& test);
