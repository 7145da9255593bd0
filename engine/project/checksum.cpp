#include "project/checksum.h"

#include "data/sha256.h"

namespace vitrine {

namespace {

constexpr std::string_view field = "sha256";

std::string checksum_of(const Json& document) {
  std::string text = "{";
  for (const auto& [key, value] : document.items()) {
    if (key == field) continue;
    if (text.back() != '{') text += ',';
    text += Json(key).dump() + ':' + value.dump();
  }
  return sha256(text + '}');
}

}  // namespace

void add_checksum(Json& document) { document[field] = checksum_of(document); }

bool checksum_fits(const Json& document) { return document[field] == Json(checksum_of(document)); }

}  // namespace vitrine
