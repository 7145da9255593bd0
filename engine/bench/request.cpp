#include "bench/request.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "error.h"

namespace vitrine::bench {

namespace {

constexpr auto ops = std::to_array<std::string_view>({"train", "infer", "matmul", "csv", "hpo", "peak"});
constexpr int most = 100'000'000;

double number_at(const Json& object, std::string_view path, std::string_view key, double least) {
  const Json& value = object[key];
  const std::string place = path.empty() ? std::string(key) : concat({path, ".", key});
  if (!value.is_number()) fail("wrong_type", {place, " must be a number."}, {.path = place});
  const double number = value.get<double>();
  if (!(number >= least && number <= most)) {
    fail("out_of_range",
         {place, " is ", value.dump(), "; it must be from ", Json(least).dump(), " to ", most, "."},
         {.path = place});
  }
  return number;
}

int whole_number(const Json& value, const std::string& place) {
  if (!value.is_number_integer()) fail("wrong_type", {place, " must be a whole number."}, {.path = place});
  const std::int64_t number = value.get<std::int64_t>();
  if (number < 1 || number > most) {
    fail("out_of_range", {place, " is ", number, "; it must be from 1 to ", most, "."}, {.path = place});
  }
  return static_cast<int>(number);
}

int count_at(const Json& object, std::string_view key) { return whole_number(object[key], std::string(key)); }

NetworkSize read_network(const Json& net) {
  if (!net.is_object()) fail("wrong_type", {"net must be an object: {...}."}, {.path = "net"});
  NetworkSize size;
  size.inputs = whole_number(net["inputs"], "net.inputs");
  size.outputs = whole_number(net["outputs"], "net.outputs");
  if (!net["hidden"].is_array())
    fail("wrong_type", {"net.hidden must be a list: [...]."}, {.path = "net.hidden"});
  for (const Json& units : net["hidden"]) size.hidden.push_back(whole_number(units, "net.hidden"));
  return size;
}

void read_optimizer(const Json& optimizer, Request& request) {
  if (!optimizer.is_object()) return;
  request.learning_rate = number_at(optimizer, "optimizer", "lr", 0);
  request.beta1 = number_at(optimizer, "optimizer", "beta1", 0);
  request.beta2 = number_at(optimizer, "optimizer", "beta2", 0);
  request.epsilon = number_at(optimizer, "optimizer", "eps", 0);
}

}  // namespace

Request read_request(const Json& document) {
  Request request;
  const Json& op = document["op"];
  if (op.is_string()) request.op = op.get<std::string>();
  if (std::find(ops.begin(), ops.end(), request.op) == ops.end()) {
    fail("unsupported_op", {"unsupported op"}, {.path = "op"});
  }
  if (document["min_seconds"].is_number()) request.min_seconds = number_at(document, "", "min_seconds", 0);
  if (document["warmup_seconds"].is_number())
    request.warmup_seconds = number_at(document, "", "warmup_seconds", 0);
  if (document["max_steps"].is_number()) request.max_steps = count_at(document, "max_steps");
  if (document["seed"].is_number())
    request.seed = static_cast<std::uint64_t>(number_at(document, "", "seed", 0));
  if (request.op == "train" || request.op == "infer") {
    request.network = read_network(document["net"]);
    request.batch = count_at(document, "batch");
    request.rows = count_at(document, "rows");
    read_optimizer(document["optimizer"], request);
  } else if (request.op == "matmul") {
    request.n = count_at(document, "n");
  } else if (request.op == "hpo") {
    request.network = read_network(document["net"]);
    request.rows = count_at(document, "rows");
    request.folds = count_at(document, "folds");
    request.epochs = count_at(document, "epochs");
    read_optimizer(document["optimizer"], request);
  }
  return request;
}

}  // namespace vitrine::bench
