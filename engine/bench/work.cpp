#include "bench/work.h"

#include <utility>

#include "error.h"

namespace vitrine::bench {

std::unique_ptr<Work> make_work(const Request& request, WorkData data) {
  if (request.op == "train") return make_training(request, data);
  if (request.op == "infer") return make_inference(request, data);
  if (request.op == "matmul") return make_product(request);
  if (request.op == "csv") return make_csv_reading(std::move(data));
  if (request.op == "peak") return make_peak();
  fail("unsupported_op", {"unsupported op"}, {.path = "op"});
}

}  // namespace vitrine::bench
