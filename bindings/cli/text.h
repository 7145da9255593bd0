#pragma once

#include <string>
#include <vector>

#include "json.h"

/// Results for people: numbers and tables as text.
namespace vitrine::cli {

/// With so many decimals; "-" for null.
std::string fixed(const Json& number, int decimals);

/// A value as a person writes it: text without quotes, numbers short.
std::string plain(const Json& value);

/// Columns of equal width, two spaces apart. A column whose cells are all numbers is aligned to the right.
class TextTable {
 public:
  explicit TextTable(std::vector<std::string> header);
  void add(std::vector<std::string> cells);
  std::string text() const;  ///< With a line end after each row.

 private:
  std::vector<std::vector<std::string>> rows_;
};

/// "accuracy 0.967, log loss 0.1021", or R squared and errors of a numeric target.
/// @param scores  as report::scores or report::metrics writes them.
std::string headline_text(const Json& scores);

/// A confusion matrix, true classes down and predicted classes across.
/// @param scores  as report::scores writes them.
std::string confusion_text(const Json& scores);

}  // namespace vitrine::cli
