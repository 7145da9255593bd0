#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bench/request.h"
#include "json.h"

namespace vitrine::bench {

/// What a request works on. Each op takes its own part over, so that no second copy stays.
struct WorkData {
  std::vector<float> x;                   ///< Row after row.
  std::vector<int> y;                     ///< Class of each row.
  std::function<std::string()> csv = {};  ///< Reads a file's bytes: part of what is timed.
};

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
