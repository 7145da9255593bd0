#include <doctest/doctest.h>

#include <cstdint>

#include "nn/buffer.h"
#include "nn/network.h"
#include "nn/optimizer.h"

using namespace vitrine;

TEST_CASE(
    "buffer: it begins at a cache line, whatever lies in memory already, and so does what training reads") {
  const auto begins_at_line = [](const float* data) {
    return reinterpret_cast<std::uintptr_t>(data) % 64 == 0;
  };
  std::vector<std::vector<char>> others;
  for (std::size_t size = 1; size < 200; size += 7) {
    others.emplace_back(size);
    const Buffer<float> buffer(size), copy = buffer;
    CHECK(begins_at_line(buffer.data()));
    CHECK(begins_at_line(copy.data()));
    const std::vector<LayerOptions> hidden = {{static_cast<int>(size), Activation::relu}};
    const Network<float> network(3, hidden, 2);
    CHECK(begins_at_line(network.parameters().data()));
    const Optimizer<float> optimizer({}, network.parameters().size());
    for (const Buffer<float>& array : optimizer.state().arrays) CHECK(begins_at_line(array.data()));
  }
}
