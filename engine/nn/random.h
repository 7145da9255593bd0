#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace vitrine {

/// What a stream of random numbers is for. Streams of different purposes never overlap, so adding a
/// draw for one purpose changes nothing elsewhere. The numbers are part of every saved run: append only.
enum class Purpose : std::uint32_t {
  toy_data = 1,
  split = 2,
  weights = 3,
  shuffle = 4,
  dropout = 5,
  noise = 6,
  search = 7,
  explain = 8,
  folds = 9,
};

/// One block of Philox4x32-10, the counter-based generator of Salmon et al. (2011),
/// "Parallel random numbers: as easy as 1, 2, 3", section 3.3.
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

/// A stream of random numbers that is a pure function of (seed, purpose, stream, position).
///
/// Integer arithmetic and our own transforms only: the standard distributions differ between standard
/// libraries. Draw once per statement; the order of evaluation of arguments is unspecified.
class Random {
 public:
  /// @param seed    what a person chooses.
  /// @param stream     separates uses of one purpose: the epoch, the trial, the layer.
  /// @param substream  separates uses of one stream; below 2^24.
  Random(std::uint64_t seed, Purpose purpose, std::uint32_t stream = 0, std::uint32_t substream = 0);

  /// Four times 32 uniform bits at a place of the stream: what bits() gives after 4 * position draws.
  std::array<std::uint32_t, 4> block(std::uint64_t position) const;

  std::uint32_t bits();                      ///< 32 uniform bits.
  double uniform();                          ///< In [0, 1), 53 bits.
  double uniform(double low, double high);   ///< In [low, high).
  double normal();                           ///< Standard normal: Box & Muller (1958), the cosine branch.
  std::uint32_t below(std::uint32_t bound);  ///< In [0, bound), unbiased: Lemire (2019). bound > 0.

  /// Puts `values` into a uniformly random order: Fisher & Yates, Durstenfeld's (1964) version.
  void shuffle(std::span<int> values);

 private:
  std::array<std::uint32_t, 2> key_;
  std::array<std::uint32_t, 4> counter_;
  std::array<std::uint32_t, 4> block_{};
  int used_ = 4;
};

}  // namespace vitrine
