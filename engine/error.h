#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "text.h"

namespace vitrine {

/// Something a person can cause and mend: bad data, an option out of range, a damaged file.
///
/// Every door shows the message as it is, so it names the field or line, the value and what is allowed.
class Error : public std::invalid_argument {
 public:
  /// Where the cause is, as far as it has a place.
  struct Place {
    std::string_view path = {};  ///< In the project document, e.g. "training.batch_size".
    int line = 0;                ///< Of the file, counted from 1 as an editor shows it; 0 for none.
  };

  /// @param code     stable name for programs, e.g. "out_of_range" or "empty_file".
  /// @param message  one or two sentences for people.
  Error(std::string_view code, const std::string& message, Place place);
  Error(std::string_view code, const std::string& message) : Error(code, message, Place{}) {}

  const std::string& code() const { return code_; }
  const std::string& path() const { return path_; }  ///< Empty when the error has no path.
  int line() const { return line_; }                 ///< 0 when the error has no line.

 private:
  std::string code_;
  std::string path_;
  int line_;
};

/// Throws an Error: fail("out_of_range", {"folds is ", folds, "; at least 2 are needed."}, {.path =
/// "folds"}).
[[noreturn]] void fail(std::string_view code, std::initializer_list<Piece> message, Error::Place place);
[[noreturn]] void fail(std::string_view code, std::initializer_list<Piece> message);

/// What the call returns; an Error that it throws gets a path: that of the option to change.
template <typename Call>
auto at_path(std::string_view path, Call&& call) {
  try {
    return call();
  } catch (const Error& error) {
    fail(error.code(), {error.what()}, {.path = path, .line = error.line()});
  }
}

}  // namespace vitrine
