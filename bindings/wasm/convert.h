#pragma once

#include <emscripten/val.h>

#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "error.h"
#include "json.h"

/// Between JavaScript and the engine: text in, text or copied arrays out, exceptions as JavaScript Errors.
namespace vitrine::wasm {

/// Throws a JavaScript Error with the code, and the path or line where there is one.
[[noreturn]] inline void throw_error(const std::exception& exception) {
  emscripten::val error = emscripten::val::global("Error").new_(std::string(exception.what()));
  const auto* ours = dynamic_cast<const Error*>(&exception);
  error.set("code", std::string(ours != nullptr ? ours->code() : "internal"));
  if (ours != nullptr && !ours->path().empty()) error.set("path", ours->path());
  if (ours != nullptr && ours->line() > 0) error.set("line", ours->line());
  error.throw_();
  __builtin_unreachable();
}

/// Runs a call of the engine so that what it throws reaches JavaScript as an Error with words.
template <typename Call>
auto guarded(Call&& call) {
  try {
    return std::forward<Call>(call)();
  } catch (const std::exception& exception) {
    throw_error(exception);
  }
}

inline std::string to_text(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Copies out of the heap: a view would be detached when the heap grows.
template <typename Value>
emscripten::val to_array(const char* type, const Value* values, std::size_t count) {
  return emscripten::val::global(type).new_(emscripten::val(emscripten::typed_memory_view(count, values)));
}

inline emscripten::val to_array(const std::vector<float>& values) {
  return to_array("Float32Array", values.data(), values.size());
}

inline emscripten::val to_array(const std::vector<int>& values) {
  return to_array("Int32Array", values.data(), values.size());
}

inline std::vector<int> to_rows(const emscripten::val& rows, int table_rows) {
  std::vector<int> values = emscripten::convertJSArrayToNumberVector<int>(rows);
  for (const int row : values) {
    if (!(row >= 0 && row < table_rows)) {
      throw Error("out_of_range", "Row " + std::to_string(row) + " is not one of the " +
                                      std::to_string(table_rows) + " rows of the data.");
    }
  }
  return values;
}

}  // namespace vitrine::wasm
