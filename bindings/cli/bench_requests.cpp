#include "bench_requests.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "error.h"
#include "files.h"

namespace vitrine::cli {
namespace {

using bench::Measurement;
using bench::Request;

/// A file of the numbers of a request, as the processor has them.
template <typename Number>
std::vector<Number> read_numbers(const std::string& path) {
  const std::string bytes = read_file(path);
  if (bytes.size() % sizeof(Number) != 0) {
    fail("wrong_shape", {path, " has ", bytes.size(), " bytes, no whole number of values of ", sizeof(Number),
                         " bytes each."});
  }
  std::vector<Number> numbers(bytes.size() / sizeof(Number));
  std::memcpy(numbers.data(), bytes.data(), numbers.size() * sizeof(Number));
  return numbers;
}

/// The path of a file that a request names in its field data.
std::string path_of(const Json& data, const std::string& name) {
  const Json& path = data[name];
  if (!path.is_string())
    fail("wrong_type", {"data.", name, " must be a path in quotes."}, {.path = "data." + name});
  return path.get<std::string>();
}

/// What a request names in its field data, read where it is not read anew each time.
bench::WorkData read_data(const Json& data) {
  bench::WorkData read;
  if (data.contains("x")) read.x = read_numbers<float>(path_of(data, "x"));
  if (data.contains("y")) read.y = read_numbers<int>(path_of(data, "y"));
  if (data.contains("csv")) read.csv = [path = path_of(data, "csv")] { return read_file(path); };
  return read;
}

double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Of the whole process.
double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace

Json measure(const Request& request, std::unique_ptr<bench::Work> work) {
  Measurement measurement(request, std::move(work));
  double start = processor_seconds();
  for (bool timing = false;;) {
    const double before = processor_seconds();
    if (!measurement.advance(wall_seconds())) break;
    // The call that begins the timed part does some of it.
    if (!timing && measurement.timing()) start = before;
    timing = measurement.timing();
  }
  const double used = processor_seconds() - start;
  Json reply = measurement.reply();
  reply["cpu_s"] = used;
  return reply;
}

namespace {

/// All configurations, shared out one by one.
Json measure_trials(const Request& request, const Json& data, bench::ScoreFold score_fold) {
  const std::string hpo = path_of(data, "hpo");
  const bench::Trials trials(request, parse_json(read_file(hpo), hpo), read_data(data), score_fold);
  std::vector<double> scores(static_cast<std::size_t>(trials.count()));
  const double wall = wall_seconds(), processor = processor_seconds();
  std::atomic<int> next = 0;
  std::exception_ptr failure;
  std::once_flag failed;
  const auto work = [&] {
    try {
      for (int trial = next++; trial < trials.count(); trial = next++)
        scores[static_cast<std::size_t>(trial)] = trials.score(trial);
    } catch (...) {
      std::call_once(failed, [&] { failure = std::current_exception(); });
    }
  };
  std::vector<std::thread> others;
  for (int worker = 1; worker < request.workers; ++worker) others.emplace_back(work);
  work();
  for (std::thread& other : others) other.join();
  if (failure != nullptr) std::rethrow_exception(failure);
  const double seconds = wall_seconds() - wall;
  Json reply = bench::reply_head(request);
  reply["seconds"] = seconds;
  reply["cpu_s"] = processor_seconds() - processor;
  reply["trials"] = trials.count();
  reply["workers"] = request.workers;
  reply["trials_per_s"] = trials.count() / seconds;
  const auto best = std::max_element(scores.begin(), scores.end());
  reply["best"] = {{"score", *best}, {"config", best - scores.begin()}};
  return reply;
}

Json answer(const Json& document, const Contestant& contestant) {
  if (document["contract"] != Json("perflab/1")) fail("wrong_contract", {"this answers contract perflab/1"});
  if (document["op"] == Json("ping")) return {{"ok", true}};
  const Request request = bench::read_request(document);
  const Json& data = document["data"];
  if (request.op != "hpo") return measure(request, contestant.make_work(request, read_data(data)));
  return measure_trials(request, data, contestant.score_fold);
}

}  // namespace

void answer_requests(std::istream& requests, std::ostream& replies, const Contestant& contestant) {
  const char* const commit = std::getenv("VITRINE_COMMIT");
  for (std::string line; std::getline(requests, line);) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    Json document, reply;
    try {
      document = parse_json(line, "The request");
      reply = answer(document, contestant);
    } catch (const std::exception& error) {
      reply = {{"ok", false}, {"error", error.what()}};
    }
    reply["contract"] = "perflab/1";
    if (const Json& op = std::as_const(document)["op"]; op.is_string()) reply["op"] = op;
    reply["contestant"] = contestant.name;
    reply["version"] = commit == nullptr ? "" : commit;
    replies << reply.dump() << std::endl;
  }
}

}  // namespace vitrine::cli
