/// A contestant's measurements, for JavaScript.

#include <emscripten/bind.h>

#include "../../bindings/wasm/convert.h"
#include "bench/measurement.h"
#include "contestant.h"

namespace {

using emscripten::val;
using vitrine::wasm::guarded;

class OwnMeasurement {
 public:
  OwnMeasurement(const std::string& request, const val& x, const val& y, const val& read_csv)
      : x_(vitrine::wasm::to_floats(x)),
        y_(emscripten::convertJSArrayToNumberVector<int>(y)),
        measurement_(make(vitrine::bench::read_request(vitrine::parse_json(request)), read_csv)) {}

  bool advance(double now) {
    return guarded([&] { return measurement_.advance(now); });
  }
  double started() const { return measurement_.started(); }
  std::string reply() const {
    return guarded([&] { return vitrine::wasm::to_text(measurement_.reply()); });
  }

 private:
  vitrine::bench::Measurement make(const vitrine::bench::Request& request, const val& read_csv) const {
    const auto csv = [read_csv] { return read_csv().as<std::string>(); };
    return {request, contestant_work(request, {x_, y_, csv})};
  }

  std::vector<float> x_;
  std::vector<int> y_;
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
