#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "text.h"

namespace vitrine::metrics {

/// Why something cannot be measured, in one sentence for people.
struct NotAvailable {
  std::string reason;
};

/// `Precision of class "b" is not available: no row was predicted as "b".`
NotAvailable not_available(std::string_view what, std::initializer_list<Piece> why);

[[noreturn]] void throw_not_available(const std::string& reason);

/// What was measured, or the reason why it cannot be: an undefined result is never disguised as NaN or 0.
template <typename Value>
class Measured {
 public:
  Measured(Value value) : value_(std::move(value)) {}
  Measured(NotAvailable missing) : reason_(std::move(missing.reason)) {}

  bool available() const { return value_.has_value(); }

  /// @throws std::logic_error with the reason, if the value is not available.
  const Value& value() const {
    if (!available()) throw_not_available(reason_);
    return *value_;
  }

  /// For averages whose convention says what stands in for an undefined value.
  Value value_or(Value substitute) const { return available() ? *value_ : std::move(substitute); }

  const std::string& reason() const { return reason_; }  ///< Empty when the value is available.

 private:
  std::optional<Value> value_;
  std::string reason_;
};

/// One number that says how good predictions are.
using Metric = Measured<double>;

/// The value, or not available where it overflowed or came from numbers that are not finite.
Metric finite(std::string_view what, double value);

/// numerator / denominator, or not available, for the reason given, where the denominator is 0.
Metric ratio(std::string_view what, double numerator, double denominator, std::initializer_list<Piece> why);

}  // namespace vitrine::metrics
