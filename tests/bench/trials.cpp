/// A contestant's trials, for a worker of the pool.

#include "bench/trials.h"

#include <emscripten/bind.h>

#include "../../bindings/wasm/convert.h"
#include "contestant.h"

namespace {

using emscripten::val;

class OwnTrials {
 public:
  OwnTrials(const std::string& request, const std::string& hpo, const val& x, const val& y)
      : trials_(vitrine::bench::read_request(vitrine::parse_json(request)), vitrine::parse_json(hpo),
                {vitrine::wasm::to_floats(x), emscripten::convertJSArrayToNumberVector<int>(y)},
                contestant_score) {}

  int count() const { return trials_.count(); }
  double score(int configuration) const {
    return vitrine::wasm::guarded([&] { return trials_.score(configuration); });
  }

 private:
  vitrine::bench::Trials trials_;
};

OwnTrials* create(const std::string& request, const std::string& hpo, const val& x, const val& y) {
  return vitrine::wasm::guarded([&] { return new OwnTrials(request, hpo, x, y); });
}

}  // namespace

EMSCRIPTEN_BINDINGS(trials) {
  emscripten::function("createTrials", &create, emscripten::allow_raw_pointers());
  emscripten::class_<OwnTrials>("Trials")
      .function("count", &OwnTrials::count)
      .function("score", &OwnTrials::score);
}
