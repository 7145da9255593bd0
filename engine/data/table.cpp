#include "data/table.h"

#include <array>

#include "error.h"

namespace vitrine {
namespace {

constexpr std::array<const char*, 5> type_names = {"number", "category", "text", "date", "empty"};

}  // namespace

const char* name_of(ColumnType type) { return type_names[static_cast<std::size_t>(type)]; }

ColumnType column_type(const std::string& name) {
  for (std::size_t i = 0; i < type_names.size(); ++i) {
    if (name == type_names[i]) return static_cast<ColumnType>(i);
  }
  fail("unknown_type",
       {"\"", name, "\" is no column type; there are number, category, text, date and empty."});
}

int Table::find(const std::string& name) const {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace vitrine
