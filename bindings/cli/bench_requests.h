#pragma once

#include <functional>
#include <iosfwd>
#include <memory>
#include <string>

#include "bench/measurement.h"
#include "bench/trials.h"
#include "json.h"

namespace vitrine::cli {

/// Who answers requests to measure.
struct Contestant {
  std::string name;
  std::function<std::unique_ptr<bench::Work>(const bench::Request&, bench::WorkData)> make_work;
  bench::ScoreFold score_fold;
};

/// The reply, with "cpu_s", the seconds that all processors spent.
Json measure(const bench::Request& request, std::unique_ptr<bench::Work> work);

/// One reply a line for one request a line of the contract perflab/1, until there are no more. Data are
/// files. VITRINE_COMMIT in the environment is the version that replies name.
void answer_requests(std::istream& requests, std::ostream& replies, const Contestant& contestant);

}  // namespace vitrine::cli
