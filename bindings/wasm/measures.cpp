#include <emscripten/bind.h>

#include <optional>

#include "convert.h"
#include "open_data.h"
#include "project/curves_report.h"
#include "project/metrics_report.h"
#include "project/run.h"

namespace vitrine::wasm {
namespace {

using emscripten::val;

std::string measures(const std::string& project_text, const OpenData& data, const val& weights,
                     const std::string& split) {
  return guarded([&] {
    const Project project = parse_project(project_text);
    const Table& table = data.file->table;
    const PreparedData prepared = prepare_data(project, table);
    const Network<float> network = network_of(project, prepared, to_floats(weights));
    const std::span<const int> positions = scored_split(prepared, split);
    const std::optional<double> threshold = make_model(project, prepared, table, network).threshold;
    return to_text({{"metrics", report::metrics(prepared, table, network, positions, threshold)},
                    {"curves", report::curves(prepared, table, network, positions)}});
  });
}

}  // namespace

EMSCRIPTEN_BINDINGS(measures) { emscripten::function("measures", &measures); }

}  // namespace vitrine::wasm
