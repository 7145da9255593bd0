#pragma once

#include <memory>

#include "bench/request.h"
#include "bench/work_data.h"
#include "json.h"

namespace vitrine::bench {

/// One kind of work, in units between which the clock can be read: training steps, batches of rows, products,
/// files.
class Work {
 public:
  virtual ~Work() = default;

  /// Does so many units.
  virtual void advance(int units) = 0;

  /// What the reply tells of the units done since the clock was started.
  virtual Json reply(double units, double seconds) const = 0;
};

/// @throws Error "wrong_shape" where the data does not have the size that the request says, and as read_csv.
std::unique_ptr<Work> make_work(const Request& request, WorkData data);

// One file each.
std::unique_ptr<Work> make_training(const Request& request, const WorkData& data);
std::unique_ptr<Work> make_inference(const Request& request, const WorkData& data);
std::unique_ptr<Work> make_product(const Request& request);
std::unique_ptr<Work> make_csv_reading(WorkData data);
std::unique_ptr<Work> make_peak();

}  // namespace vitrine::bench
