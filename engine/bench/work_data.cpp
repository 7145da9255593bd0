#include "bench/work_data.h"

#include <cstddef>

#include "error.h"

namespace vitrine::bench {

void check_inputs(const Request& request, const WorkData& data) {
  const int inputs = request.network.inputs;
  const std::size_t expected = std::size_t(inputs) * std::size_t(request.rows);
  if (data.x.size() == expected) return;
  fail("wrong_shape", {"data.x holds ", data.x.size(), " numbers; ", request.rows, " rows of ", inputs,
                       " need ", expected, "."});
}

void check_examples(const Request& request, const WorkData& data) {
  check_inputs(request, data);
  if (data.y.size() != static_cast<std::size_t>(request.rows)) {
    fail("wrong_shape", {"data.y holds ", data.y.size(), " classes for ", request.rows, " rows."});
  }
  const int classes = request.network.outputs;
  for (const int label : data.y) {
    if (label >= 0 && label < classes) continue;
    fail("out_of_range", {"data.y holds class ", label, "; it must be from 0 to ", classes - 1, "."});
  }
}

}  // namespace vitrine::bench
