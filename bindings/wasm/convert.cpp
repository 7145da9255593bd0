#include "convert.h"

#include <exception>

#include "error.h"

namespace vitrine::wasm {
namespace {

using emscripten::val;

val javascript_error(const char* message, const std::string& code) {
  val error = val::global("Error").new_(std::string(message));
  error.set("code", code);
  return error;
}

template <typename Value>
val copied(const char* type, const std::vector<Value>& values) {
  return val::global(type).new_(val(emscripten::typed_memory_view(values.size(), values.data())));
}

}  // namespace

void throw_as_javascript_error() {
  try {
    throw;
  } catch (const Error& error) {
    val thrown = javascript_error(error.what(), error.code());
    if (!error.path().empty()) thrown.set("path", error.path());
    if (error.line() > 0) thrown.set("line", error.line());
    thrown.throw_();
  } catch (const std::exception& exception) {
    javascript_error(exception.what(), "internal").throw_();
  }
  __builtin_unreachable();
}

std::string to_text(const Json& json) { return json.dump(); }

val to_array(const std::vector<float>& values) { return copied("Float32Array", values); }
val to_array(const std::vector<int>& values) { return copied("Int32Array", values); }

std::vector<float> to_floats(const val& numbers) {
  return emscripten::convertJSArrayToNumberVector<float>(numbers);
}

std::vector<int> to_rows(const val& rows, int table_rows) {
  std::vector<int> values = emscripten::convertJSArrayToNumberVector<int>(rows);
  for (const int row : values) {
    if (!(row >= 0 && row < table_rows)) {
      fail("out_of_range", {"Row ", row, " is not one of the ", table_rows, " rows of the data."});
    }
  }
  return values;
}

}  // namespace vitrine::wasm
