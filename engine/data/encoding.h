#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "data/warning.h"

namespace vitrine {

/// The bytes of a file as UTF-8 text without byte order mark.
class DecodedText {
 public:
  /// Text that is UTF-8 already is not copied: `bytes` must outlive this.
  ///
  /// @throws Error "not_text" if these are no characters of any encoding we know; the message says what the
  /// file
  ///         seems to be instead.
  explicit DecodedText(std::string_view bytes);

  std::string_view text() const { return is_converted_ ? std::string_view(converted_) : original_; }
  const std::string& encoding() const { return encoding_; }  ///< "utf-8", "utf-16" or "cp1252".
  const std::vector<Warning>& warnings() const { return warnings_; }

 private:
  void decode(std::string_view bytes);
  void decode_utf16(std::string_view units, bool big_endian);
  void decode_cp1252();
  void repair_utf8();
  void warn(const std::string& message, std::vector<int> lines, std::size_t count);

  std::string_view original_;
  std::string converted_;
  bool is_converted_ = false;
  std::string encoding_ = "utf-8";
  std::vector<Warning> warnings_;
};

}  // namespace vitrine
