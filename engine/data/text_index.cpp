#include "data/text_index.h"

#include <cstdint>

namespace vitrine {

TextIndex::TextIndex() : slots_(16, -1) {}

TextIndex::TextIndex(const std::vector<std::string>& texts) : TextIndex() {
  for (const std::string& text : texts) add(text);
}

int TextIndex::add(std::string_view text) {
  const std::size_t slot = slot_of(text);
  if (slots_[slot] >= 0) return slots_[slot];
  const int number = static_cast<int>(texts_.size());
  slots_[slot] = number;
  texts_.push_back(text);
  if (2 * texts_.size() > slots_.size()) {
    slots_.assign(2 * slots_.size(), -1);
    for (int i = 0; i <= number; ++i) slots_[slot_of(texts_[static_cast<std::size_t>(i)])] = i;
  }
  return number;
}

int TextIndex::find(std::string_view text) const { return slots_[slot_of(text)]; }

std::size_t TextIndex::slot_of(std::string_view text) const {
  std::uint32_t hash = 2166136261;  // FNV-1a: Fowler, Noll & Vo.
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619;
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  while (slots_[slot] >= 0 && texts_[static_cast<std::size_t>(slots_[slot])] != text)
    slot = (slot + 1) & mask;
  return slot;
}

}  // namespace vitrine
