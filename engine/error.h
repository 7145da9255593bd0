#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace vitrine {

/// Something a person can cause and mend: bad data, an option out of range, a damaged file.
///
/// Every door shows the message as it is, so it names the field or line, the value and what is allowed.
class Error : public std::invalid_argument {
 public:
  /// @param code     stable name for programs, e.g. "out_of_range" or "empty_file".
  /// @param message  one or two sentences for people.
  Error(std::string code, const std::string& message)
      : std::invalid_argument(message), code_(std::move(code)) {}

  /// The option's place in the project document, e.g. "training.batch_size".
  Error& at_path(std::string path) {
    path_ = std::move(path);
    return *this;
  }

  /// Line of the file, counted from 1 as an editor shows it.
  Error& at_line(int line) {
    line_ = line;
    return *this;
  }

  const std::string& code() const { return code_; }
  const std::string& path() const { return path_; }  ///< Empty when the error has no path.
  int line() const { return line_; }                 ///< 0 when the error has no line.

 private:
  std::string code_;
  std::string path_;
  int line_ = 0;
};

}  // namespace vitrine
