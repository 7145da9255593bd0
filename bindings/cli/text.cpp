#include "text.h"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace vitrine::cli {
namespace {

/// Characters, not bytes: continuation bytes of UTF-8 take no room.
std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool looks_numeric(const std::string& cell) {
  return cell.empty() || cell == "-" || cell.find_first_not_of("0123456789+-.e%") == std::string::npos;
}

}  // namespace

std::string fixed(const Json& number, int decimals) {
  if (!number.is_number()) return "-";
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*f", decimals, number.get<double>());
  return buffer;
}

std::string plain(const Json& value) {
  if (value.is_null()) return "-";
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_float()) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%.6g", value.get<double>());
    return buffer;
  }
  return value.dump();
}

TextTable::TextTable(std::vector<std::string> header) { rows_.push_back(std::move(header)); }

void TextTable::add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

std::string TextTable::text() const {
  const std::size_t columns = rows_[0].size();
  std::vector<std::size_t> widths(columns, 0);
  std::vector<bool> right(columns, rows_.size() > 1);
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    for (std::size_t i = 0; i < columns; ++i) {
      widths[i] = std::max(widths[i], width(rows_[row][i]));
      if (row > 0 && !looks_numeric(rows_[row][i])) right[i] = false;
    }
  }
  std::string text;
  for (const auto& row : rows_) {
    std::string line;
    for (std::size_t i = 0; i < columns; ++i) {
      const std::string padding(widths[i] - width(row[i]), ' ');
      line += (i > 0 ? "  " : "") + (right[i] ? padding + row[i] : row[i] + padding);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

std::string headline_text(const Json& scores) {
  if (scores.contains("rmse")) {
    return "R squared " + fixed(scores["r2"], 4) + ", RMSE " + plain(scores["rmse"]) + ", MAE " +
           plain(scores["mae"]);
  }
  return "accuracy " + fixed(scores["accuracy"], 3) + ", log loss " + fixed(scores["log_loss"], 4);
}

std::string confusion_text(const Json& scores) {
  std::vector<std::string> header = {"true \\ predicted"};
  for (const Json& name : scores["classes"]) header.push_back(plain(name));
  TextTable table(std::move(header));
  for (std::size_t k = 0; k < scores["classes"].size(); ++k) {
    std::vector<std::string> cells = {plain(scores["classes"][k])};
    for (const Json& count : scores["confusion"][k]) cells.push_back(plain(count));
    table.add(std::move(cells));
  }
  return table.text();
}

}  // namespace vitrine::cli
