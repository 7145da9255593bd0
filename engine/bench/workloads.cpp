#include "bench/workloads.h"

#include <array>

#include "nn/random.h"
#include "text.h"

namespace vitrine::bench {

namespace {

Request request_of(std::string_view op, double seconds) {
  Request request;
  request.op = op;
  request.min_seconds = seconds;
  request.warmup_seconds = seconds / 2;
  return request;
}

Workload with_network(std::string name, std::string_view op, NetworkSize network, int batch, int rows,
                      double seconds) {
  Workload workload = {std::move(name), request_of(op, seconds)};
  workload.request.network = std::move(network);
  workload.request.batch = batch;
  workload.request.rows = rows;
  return workload;
}

}  // namespace

std::vector<Workload> standard_workloads(double seconds) {
  const NetworkSize t2 = {30, {64, 32}, 2}, t3 = {64, {128, 64}, 10};
  std::vector<Workload> workloads = {
      with_network("T1", "train", {2, {8, 8}, 2}, 10, 500, seconds),
      with_network("T2", "train", t2, 32, 569, seconds),
      with_network("T3", "train", t3, 64, 1797, seconds),
      with_network("T4", "train", {784, {256, 128}, 10}, 128, 2000, seconds),
      with_network("T5", "train", {1024, {1024, 1024}, 10}, 256, 2560, seconds),
      with_network("I2", "infer", t2, 1024, 100'000, seconds),
      with_network("I3", "infer", t3, 1024, 100'000, seconds),
  };
  for (const int n : {8, 16, 32, 64, 128, 256, 512}) {
    workloads.push_back({concat({"M", n}), request_of("matmul", seconds)});
    workloads.back().request.n = n;
  }
  workloads.push_back({"csv", request_of("csv", seconds)});
  workloads.push_back({"peak", request_of("peak", seconds)});
  return workloads;
}

Rows make_rows(const NetworkSize& size, int rows, std::uint64_t seed) {
  Random random(seed, Purpose::toy_data);
  Rows made;
  made.x.reserve(std::size_t(size.inputs) * std::size_t(rows));
  for (int row = 0; row < rows; ++row) {
    int label = 0;
    double largest = -2;
    for (int i = 0; i < size.inputs; ++i) {
      const double x = random.uniform(-1, 1) * (i < size.outputs ? 1 : 0.1);
      made.x.push_back(static_cast<float>(x));
      if (i < size.outputs && x > largest) {
        largest = x;
        label = i;
      }
    }
    if (random.below(10) == 0)
      label = static_cast<int>(random.below(static_cast<std::uint32_t>(size.outputs)));
    made.y.push_back(label);
  }
  return made;
}

std::string make_csv(std::size_t bytes, std::uint64_t seed) {
  constexpr auto words = std::to_array<std::string_view>(
      {"amber", "birch", "cedar", "dune", "ember", "fjord", "grove", "harbour", "inlet", "juniper"});
  Random random(seed, Purpose::toy_data);
  std::string csv = "f1,f2,f3,f4,f5,f6,f7,f8,wood,place,note,class\n";
  while (csv.size() < bytes) {
    for (int column = 0; column < 8; ++column) {
      csv += Json(static_cast<double>(random.below(2'000'000)) / 1000 - 1000).dump();
      csv += ',';
    }
    for (int column = 0; column < 4; ++column) {
      const std::string_view word = words[random.below(words.size())];
      const bool quoted = column == 2 && random.below(5) == 0;
      csv += quoted ? concat({"\"", word, ", with a comma\""}) : std::string(word);
      csv += column < 3 ? ',' : '\n';
    }
  }
  return csv;
}

}  // namespace vitrine::bench
