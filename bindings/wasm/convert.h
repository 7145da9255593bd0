#pragma once

#include <emscripten/val.h>

#include <string>
#include <utility>
#include <vector>

#include "json.h"

/// Between JavaScript and the engine: text in, text or copied arrays out, exceptions as JavaScript Errors.
namespace vitrine::wasm {

/// Throws the C++ exception being handled as a JavaScript Error with a message and a code, and the path or
/// line where there is one.
[[noreturn]] void throw_as_javascript_error();

/// Runs a call of the engine so that what it throws reaches JavaScript as an Error with words.
template <typename Call>
auto guarded(Call&& call) {
  try {
    return std::forward<Call>(call)();
  } catch (...) {
    throw_as_javascript_error();
  }
}

std::string to_text(const Json& json);

// Arrays are copied out of the heap: a view would be detached when the heap grows.
emscripten::val to_array(const std::vector<float>& values);
emscripten::val to_array(const std::vector<int>& values);

std::vector<float> to_floats(const emscripten::val& numbers);

/// @throws Error "out_of_range" for a row that the table does not have.
std::vector<int> to_rows(const emscripten::val& rows, int table_rows);

}  // namespace vitrine::wasm
