#include <algorithm>
#include <iostream>
#include <memory>

#include "bench/workloads.h"
#include "bench_requests.h"
#include "command.h"
#include "error.h"
#include "text.h"

namespace vitrine::cli {
namespace {

using bench::Request;

struct Arguments {
  std::vector<std::string> work;
  double seconds = 0.5;
  bool requests = false;
};

Json measure_standard(const bench::Workload& workload) {
  constexpr std::size_t csv_bytes = 10'000'000;
  const Request& request = workload.request;
  bench::Rows rows;
  if (request.rows > 0) rows = bench::make_rows(request.network, request.rows, request.seed);
  std::string csv;
  if (request.op == "csv") csv = bench::make_csv(csv_bytes, request.seed);
  const bench::WorkData data = {rows.x, rows.y, [&] { return csv; }};
  const Json result = measure(request, bench::make_work(request, data));
  Json named = {{"work", workload.name}};
  for (const auto& [key, value] : result.items()) named[key] = value;
  return named;
}

/// The figure that counts, with its unit.
std::pair<double, const char*> figure_of(const Json& result) {
  if (result.contains("steps_per_s")) return {result["steps_per_s"].get<double>(), "steps/s"};
  if (result.contains("rows_per_s")) return {result["rows_per_s"].get<double>(), "rows/s"};
  if (result.contains("mb_per_s")) return {result["mb_per_s"].get<double>(), "MB/s"};
  return {result["gflops"].get<double>(), "GFLOP/s"};
}

void run(const Shell& shell, const Arguments& arguments) {
  if (arguments.requests) {
    answer_requests(std::cin, std::cout, {"ours-native", bench::make_work, bench::score_fold});
    return;
  }
  std::vector<bench::Workload> workloads = bench::standard_workloads(arguments.seconds);
  std::vector<std::string> names;
  for (const bench::Workload& workload : workloads) names.push_back(workload.name);
  for (const std::string& name : arguments.work) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    fail("unknown_choice", {"--work is \"", name, "\"; it must be one of ", comma_separated(names), "."});
  }
  Json results = Json::array();
  TextTable table({"work", "speed", "unit"});
  for (const bench::Workload& workload : workloads) {
    const auto& chosen = arguments.work;
    if (!chosen.empty() && std::find(chosen.begin(), chosen.end(), workload.name) == chosen.end()) continue;
    const Json& result = results.push_back(measure_standard(workload));
    const auto [figure, unit] = figure_of(result);
    table.add({workload.name, fixed(figure, figure < 1000 ? 1 : 0), unit});
  }
  shell.print({{"version", VITRINE_VERSION}, {"seconds", arguments.seconds}, {"results", std::move(results)}},
              table.text());
}

}  // namespace

void add_bench(CLI::App& app, Shell& shell) {
  CLI::App* command = add_command(app, shell, "bench", "Throughput of this build on this machine.");
  const auto arguments = std::make_shared<Arguments>();
  command->add_option("--work", arguments->work, "Only these: T1 to T5, I2, I3, M8 to M512, csv, peak.")
      ->delimiter(',');
  command->add_option("--seconds", arguments->seconds, "How long each is measured.")
      ->check(CLI::Range(0.001, 3600.0));
  command->add_flag("--requests", arguments->requests,
                    "Answer requests of the contract perflab/1, one JSON document a line.");
  command->callback([&shell, arguments] { shell.action = [&shell, arguments] { run(shell, *arguments); }; });
}

}  // namespace vitrine::cli
