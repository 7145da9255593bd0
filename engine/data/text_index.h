#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine {

/// Distinct texts, numbered from 0 in the order they were added. It holds views: the texts must outlive it
/// and stay where they are.
class TextIndex {
 public:
  TextIndex();
  /// Where the texts differ from each other, their numbers are their places in the list.
  explicit TextIndex(const std::vector<std::string>& texts);

  /// @return the text's number, which is a new one if the text is new.
  int add(std::string_view text);
  /// @return the text's number, or -1.
  int find(std::string_view text) const;

  std::size_t size() const { return texts_.size(); }
  auto begin() const { return texts_.begin(); }  ///< The texts in order.
  auto end() const { return texts_.end(); }

 private:
  /// Where the text's number is, or the free slot where it belongs.
  std::size_t slot_of(std::string_view text) const;

  std::vector<std::string_view> texts_;
  std::vector<int> slots_;  ///< Numbers of texts, -1 where free; a power of two of them, at most half in use.
};

}  // namespace vitrine
