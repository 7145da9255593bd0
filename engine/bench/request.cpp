#include "bench/request.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "bench/fields.h"
#include "error.h"

namespace vitrine::bench {

namespace {

constexpr auto ops = std::to_array<std::string_view>({"train", "infer", "matmul", "csv", "hpo", "peak"});

constexpr int most_n = 8192;
constexpr std::size_t most_layers = 100;

/// A field that may be left out, and has a single value that is measured.
void check_only(const Json& given, const char* field, const Json& only) {
  if (given.is_null() || given == only) return;
  fail("out_of_range", {"Of ", field, " only ", only.dump(), " is measured."}, {.path = field});
}

NetworkSize read_network(const Json& net) {
  if (!net.is_object()) fail("wrong_type", {"net must be an object: {...}."}, {.path = "net"});
  check_only(net["activation"], "net.activation", "relu");
  check_only(net["loss"], "net.loss", "softmax_cross_entropy");
  NetworkSize size = {.inputs = read_whole_number(net["inputs"], "net.inputs"),
                      .hidden = read_whole_numbers(net["hidden"], "net.hidden"),
                      .outputs = read_whole_number(net["outputs"], "net.outputs")};
  check_weights(size, "net");
  return size;
}

void read_optimizer(const Json& optimizer, Request& request) {
  if (optimizer.is_null()) return;
  if (!optimizer.is_object())
    fail("wrong_type", {"optimizer must be an object: {...}."}, {.path = "optimizer"});
  check_only(optimizer["name"], "optimizer.name", "adam");
  request.learning_rate = read_number(optimizer["lr"], "optimizer.lr", 0);
  request.beta1 = read_number(optimizer["beta1"], "optimizer.beta1", 0);
  request.beta2 = read_number(optimizer["beta2"], "optimizer.beta2", 0);
  request.epsilon = read_number(optimizer["eps"], "optimizer.eps", 0);
}

}  // namespace

void check_weights(const NetworkSize& size, const std::string& place) {
  double weights = 0, width = size.inputs;
  for (const int units : size.hidden) {
    weights += width * units;
    width = units;
  }
  weights += width * size.outputs;
  if (weights <= most_weights && size.hidden.size() <= most_layers) return;
  fail("out_of_range",
       {place, " has ", size.hidden.size(), " hidden layers and ", Json(weights).dump(),
        " weights; it may have ", most_layers, " and ", most_weights, "."},
       {.path = place});
}

Request read_request(const Json& document) {
  Request request;
  const Json& op = document["op"];
  if (op.is_string()) request.op = op.get<std::string>();
  if (std::find(ops.begin(), ops.end(), request.op) == ops.end()) {
    fail("unsupported_op", {"unsupported op"}, {.path = "op"});
  }
  const auto given = [&](const char* field) { return !document[field].is_null(); };
  if (given("min_seconds")) request.min_seconds = read_number(document["min_seconds"], "min_seconds", 0);
  if (given("warmup_seconds"))
    request.warmup_seconds = read_number(document["warmup_seconds"], "warmup_seconds", 0);
  if (given("max_steps")) request.max_steps = read_whole_number(document["max_steps"], "max_steps");
  if (given("seed"))
    request.seed = static_cast<std::uint64_t>(read_whole_number(document["seed"], "seed", 0));
  if (request.op == "matmul") request.n = read_whole_number(document["n"], "n", 1, most_n);
  if (request.op == "train" || request.op == "infer" || request.op == "hpo") {
    request.network = read_network(document["net"]);
    request.rows = read_whole_number(document["rows"], "rows");
    read_optimizer(document["optimizer"], request);
  }
  if (request.op == "train") check_only(document["shuffle"], "shuffle", true);
  if (request.op == "train" || request.op == "infer") {
    request.batch = read_whole_number(document["batch"], "batch");
  }
  if (request.op == "hpo") {
    request.epochs = read_whole_number(document["epochs"], "epochs");
    if (given("workers"))
      request.workers = read_whole_number(document["workers"], "workers", 1, Request::most_workers);
  }
  return request;
}

}  // namespace vitrine::bench
