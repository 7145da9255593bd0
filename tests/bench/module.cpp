/// A contestant's measurements, for JavaScript.

#include <emscripten/bind.h>

#include <functional>
#include <string>
#include <utility>

#include "../../bindings/wasm/convert.h"
#include "bench/measurement.h"
#include "contestant.h"

namespace {

using emscripten::val;
using vitrine::wasm::guarded;

class OwnMeasurement {
 public:
  OwnMeasurement(const std::string& request, const val& x, const val& y, const val& read_csv)
      : measurement_(make(vitrine::bench::read_request(vitrine::parse_json(request)),
                          {vitrine::wasm::to_floats(x), emscripten::convertJSArrayToNumberVector<int>(y),
                           reader(read_csv)})) {}

  bool advance(double now) {
    return guarded([&] { return measurement_.advance(now); });
  }
  double started() const { return measurement_.started(); }
  std::string reply() const {
    return guarded([&] { return vitrine::wasm::to_text(measurement_.reply()); });
  }

 private:
  static std::function<std::string()> reader(const val& read_csv) {
    if (read_csv.isNull()) return {};
    return [read_csv] { return read_csv().as<std::string>(); };
  }

  static vitrine::bench::Measurement make(const vitrine::bench::Request& request,
                                          vitrine::bench::WorkData data) {
    return {request, contestant_work(request, std::move(data))};
  }

  vitrine::bench::Measurement measurement_;
};

OwnMeasurement* create(const std::string& request, const val& x, const val& y, const val& read_csv) {
  return guarded([&] { return new OwnMeasurement(request, x, y, read_csv); });
}

}  // namespace

EMSCRIPTEN_BINDINGS(measurement) {
  emscripten::function("createMeasurement", &create, emscripten::allow_raw_pointers());
  emscripten::class_<OwnMeasurement>("Measurement")
      .function("advance", &OwnMeasurement::advance)
      .function("started", &OwnMeasurement::started)
      .function("reply", &OwnMeasurement::reply);
}
