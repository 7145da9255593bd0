#include <doctest/doctest.h>

#include "nn/random_network.h"

using namespace vitrine;

TEST_CASE("residual: the input of the first skipped layer is added, also where connections nest") {
  for (const int width : {1, 3, 4, 9}) {
    CAPTURE(width);
    // x -> z = x + g(h), h = y + f(y), y = W x + b
    const Network<double> network = test::random_network(
        width, {test::dense(width), test::dense(width, Activation::tanh), test::residual(1),
                test::dense(width, Activation::softsign), test::residual(0)});
    const Matrix<double> x = test::normal_matrix(width, 5, 1);
    const auto apply = [&](std::size_t layer, const Matrix<double>& inputs) -> Matrix<double> {
      return (network.weights(layer) * inputs).colwise() + network.bias(layer);
    };
    const Matrix<double> y = apply(0, x);
    Matrix<double> f = apply(1, y);
    activate<double>(Activation::tanh, {f.data(), std::size_t(f.size())}, {f.data(), std::size_t(f.size())});
    Matrix<double> g = apply(3, y + f);
    activate<double>(Activation::softsign, {g.data(), std::size_t(g.size())},
                     {g.data(), std::size_t(g.size())});
    CHECK(network.logits(x).isApprox(x + g, 1e-13));
  }
}
