#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "error.h"
#include "explain/explainer.h"
#include "nn/random.h"
#include "nn/random_network.h"

namespace {

using namespace vitrine;

constexpr double rounding = 1e-12;  // Values and margins here are of order 1.

Matrix<double> normal_matrix(int rows, int columns, std::uint32_t stream) {
  Random random(5, Purpose::toy_data, stream);
  Matrix<double> matrix(rows, columns);
  for (double& value : matrix.reshaped()) value = random.normal();
  return matrix;
}

Network<double> random_network(int inputs, std::vector<LayerOptions> hidden, int outputs, Output output) {
  Network<double> network(inputs, hidden, outputs, output);
  network.initialize(Initializer::xavier_normal, 3);
  for (std::size_t layer = 0; layer < network.layers().size(); ++layer) {
    const Matrix<double> weights = network.weights(layer);
    network.set_layer(layer, weights, normal_matrix(static_cast<int>(weights.rows()), 1, 7));
  }
  return network;
}

std::vector<std::vector<int>> single_inputs(int count) {
  std::vector<std::vector<int>> players;
  for (int input = 0; input < count; ++input) players.push_back({input});
  return players;
}

ExplainOptions options_of(ExplainMethod method, ExplainSpace space = ExplainSpace::probability,
                          int coalitions = 256) {
  return {method, space, coalitions, 1};
}

std::string error_code(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.code();
  }
  return "";
}

}  // namespace

TEST_CASE("explain: base plus values is the prediction, in every space and by both methods") {
  for (const Output output : {Output::softmax, Output::sigmoid}) {
    const Network<double> network = random_network(7, {{9, Activation::tanh}, {6, Activation::relu}},
                                                   output == Output::sigmoid ? 1 : 3, output);
    const Matrix<double> background = normal_matrix(7, 12, 1);
    const Vector<double> row = normal_matrix(7, 1, 2);
    for (const ExplainSpace space :
         {ExplainSpace::probability, ExplainSpace::margin, ExplainSpace::logodds}) {
      for (const ExplainMethod method : {ExplainMethod::exact, ExplainMethod::kernel}) {
        CAPTURE(name_of(space));
        CAPTURE(name_of(method));
        const Explainer explainer(network, background, single_inputs(7), options_of(method, space, 40));
        const Explanation explanation = explainer.explain(row);
        CHECK(explainer.method() == method);
        CHECK(explanation.values.rows() == network.classes());
        CHECK(explanation.values.cols() == 7);
        CHECK(explanation.additivity_gap < rounding);
        CHECK((explanation.standard_errors.size() > 0) == (method == ExplainMethod::kernel));
        if (space == ExplainSpace::probability) {
          const Matrix<double> probabilities = network.probabilities(row);
          CHECK(explanation.prediction.isApprox(probabilities.col(0), rounding));
          // Probabilities add up to 1 whoever takes part, so a player's values over the classes cancel.
          CHECK(explanation.values.colwise().sum().isZero(rounding));
        }
      }
    }
  }
}

TEST_CASE("explain: a network of any layers is explained by the definition of Shapley values") {
  const int inputs = 5;
  const Matrix<double> background = normal_matrix(inputs, 3, 1);
  const Vector<double> row = normal_matrix(inputs, 1, 2);
  const std::vector<std::vector<int>> players = {{0}, {3, 1}, {2}, {4}};
  for (const auto& [kind, layers] : test::layer_examples(inputs)) {
    const std::string name = kind;  // clang 14 cannot capture a structured binding
    CAPTURE(name);
    const Network<double> network = test::random_network(inputs, layers);
    // The mean prediction over the background with the players of a bit set at the row's inputs.
    std::vector<Vector<double>> values;
    for (int coalition = 0; coalition < 16; ++coalition) {
      Matrix<double> mixes = background;
      for (int player = 0; player < 4; ++player) {
        for (const int input : players[player]) {
          if (coalition >> player & 1) mixes.row(input).setConstant(row[input]);
        }
      }
      values.push_back(network.probabilities(mixes).rowwise().mean());
    }
    const double shares[] = {1.0 / 4, 1.0 / 12, 1.0 / 12, 1.0 / 4};  // |S|! (3 - |S|)! / 4!
    Matrix<double> expected = Matrix<double>::Zero(3, 4);
    for (int player = 0; player < 4; ++player) {
      for (int coalition = 0; coalition < 16; ++coalition) {
        if (coalition >> player & 1) continue;
        int size = 0;
        for (int bit = 0; bit < 4; ++bit) size += coalition >> bit & 1;
        expected.col(player) += shares[size] * (values[coalition | 1 << player] - values[coalition]);
      }
    }
    const Explainer explainer(network, background, players, options_of(ExplainMethod::exact));
    CHECK((explainer.explain(row).values - expected).cwiseAbs().maxCoeff() < rounding);
  }
}

TEST_CASE("explain: a linear network's margins have the closed form w (x - mean of the background)") {
  // 40 players: more than any table of coalitions, and the kernel estimate is exact because nothing
  // interacts.
  const Network<double> network = random_network(40, {}, 3, Output::softmax);
  const Matrix<double> background = normal_matrix(40, 9, 1);
  const Vector<double> row = normal_matrix(40, 1, 2);
  const Explainer explainer(network, background, single_inputs(40),
                            options_of(ExplainMethod::automatic, ExplainSpace::margin));
  CHECK(explainer.method() == ExplainMethod::kernel);
  const Explanation explanation = explainer.explain(row);
  const Vector<double> difference = row - background.rowwise().mean();
  const Matrix<double> expected = network.weights(0) * difference.asDiagonal();
  CHECK(explanation.values.isApprox(expected, 1e-11));
  CHECK(explanation.standard_errors.isZero(1e-11));
}

TEST_CASE("explain: equal players get equal values, players that change nothing get exactly 0") {
  Network<double> network = random_network(5, {{8, Activation::tanh}}, 2, Output::softmax);
  Matrix<double> weights = network.weights(0);
  weights.col(1) = weights.col(0);
  network.set_layer(0, weights, network.bias(0));
  Matrix<double> background = normal_matrix(5, 10, 1);
  Vector<double> row = normal_matrix(5, 1, 2);
  background.row(1) = background.row(0);
  row[1] = row[0];
  background.row(3).setConstant(row[3]);

  const Explainer explainer(network, background, single_inputs(5), options_of(ExplainMethod::exact));
  const Matrix<double> values = explainer.explain(row).values;
  CHECK(values.col(0).isApprox(values.col(1), rounding));
  CHECK(values.col(3).isZero(0));
  CHECK_FALSE(values.col(0).isZero(1e-6));
}

TEST_CASE("explain: a row that equals its only background row has nothing to explain") {
  const Network<double> network = random_network(4, {{5, Activation::relu}}, 3, Output::softmax);
  const Vector<double> row = normal_matrix(4, 1, 2);
  const Explanation explanation =
      Explainer(network, row, single_inputs(4), options_of(ExplainMethod::exact)).explain(row);
  CHECK(explanation.values.isZero(0));
  CHECK(explanation.base == explanation.prediction);
}

TEST_CASE("explain: inputs of one player move together, whatever their order") {
  // Merging a linear network's inputs adds up their values.
  const Network<double> network = random_network(6, {}, 2, Output::softmax);
  const Matrix<double> background = normal_matrix(6, 8, 1);
  const Vector<double> row = normal_matrix(6, 1, 2);
  const ExplainOptions options = options_of(ExplainMethod::exact, ExplainSpace::margin);
  const Matrix<double> alone = Explainer(network, background, single_inputs(6), options).explain(row).values;
  const Matrix<double> grouped =
      Explainer(network, background, {{5, 0}, {1, 2, 3}, {4}}, options).explain(row).values;
  CHECK(grouped.col(0).isApprox(alone.col(0) + alone.col(5), rounding));
  CHECK(grouped.col(1).isApprox(alone.col(1) + alone.col(2) + alone.col(3), rounding));
  CHECK(grouped.col(2).isApprox(alone.col(4), rounding));
}

TEST_CASE("explain: a row's bits do not depend on the rows before it, nor on who explains it") {
  const Network<double> network = random_network(14, {{10, Activation::relu}}, 3, Output::softmax);
  const Matrix<double> background = normal_matrix(14, 6, 1);
  const Matrix<double> rows = normal_matrix(14, 3, 2);
  for (const ExplainMethod method : {ExplainMethod::exact, ExplainMethod::kernel}) {
    const Explainer one(network, background, single_inputs(14), options_of(method));
    const Explainer other(network, background, single_inputs(14), options_of(method));
    one.explain(rows.col(0));
    one.explain(rows.col(1));
    const Explanation later = one.explain(rows.col(2));
    const Explanation alone = other.explain(rows.col(2));
    CHECK(later.values == alone.values);
    CHECK(later.standard_errors == alone.standard_errors);
  }
}

TEST_CASE("explain: the seed draws the coalitions, and standard errors shrink with more of them") {
  const Network<double> network = random_network(14, {{10, Activation::tanh}}, 2, Output::softmax);
  const Matrix<double> background = normal_matrix(14, 6, 1);
  const Vector<double> row = normal_matrix(14, 1, 2);
  const auto explain = [&](int coalitions, std::uint64_t seed) {
    return Explainer(network, background, single_inputs(14),
                     {ExplainMethod::kernel, ExplainSpace::probability, coalitions, seed})
        .explain(row);
  };
  CHECK(explain(128, 1).values != explain(128, 2).values);
  const double few = explain(128, 1).standard_errors.norm();
  const double many = explain(2048, 1).standard_errors.norm();
  CHECK(few > 0);
  CHECK(many < few / 3);  // 16 times as many: about a quarter.
}

TEST_CASE("explain: the method follows the number of players") {
  const auto method_for = [](int players, ExplainMethod method) {
    const Network<double> network = random_network(players, {}, 2, Output::softmax);
    return Explainer(network, normal_matrix(players, 2, 1), single_inputs(players), options_of(method))
        .method();
  };
  CHECK(method_for(12, ExplainMethod::automatic) == ExplainMethod::exact);
  CHECK(method_for(13, ExplainMethod::automatic) == ExplainMethod::kernel);
  CHECK(method_for(20, ExplainMethod::exact) == ExplainMethod::exact);
  CHECK(method_for(2, ExplainMethod::kernel) == ExplainMethod::kernel);
  CHECK(method_for(1, ExplainMethod::kernel) == ExplainMethod::exact);
  CHECK(error_code([&] { method_for(21, ExplainMethod::exact); }) == "too_many_players");
}

TEST_CASE("explain: impossible requests are refused in words") {
  const Network<double> network = random_network(3, {{4, Activation::relu}}, 2, Output::softmax);
  const Matrix<double> background = normal_matrix(3, 5, 1);
  const ExplainOptions options = options_of(ExplainMethod::exact);
  const auto code = [&](const Matrix<double>& rows, std::vector<std::vector<int>> players,
                        std::vector<double> weights = {}) {
    return error_code([&] { Explainer(network, rows, players, options, weights); });
  };
  CHECK(code(background, single_inputs(3)) == "");
  CHECK(code(Matrix<double>(3, 0), single_inputs(3)) == "no_rows");
  CHECK(code(normal_matrix(2, 5, 1), single_inputs(3)) == "wrong_shape");
  CHECK(code(background, {{0}, {1}}) == "wrong_players");
  CHECK(code(background, {{0, 1}, {1, 2}}) == "wrong_players");
  CHECK(code(background, {{0}, {1}, {3}}) == "wrong_players");
  CHECK(code(background, single_inputs(3), {1, 2}) == "wrong_shape");
  CHECK(code(background, single_inputs(3), {1, 1, 1, 1, -1}) == "out_of_range");
  CHECK(code(background, single_inputs(3), {0, 0, 0, 0, 0}) == "out_of_range");
  const Explainer explainer(network, background, single_inputs(3), options);
  CHECK(error_code([&] { explainer.explain(normal_matrix(4, 1, 1)); }) == "wrong_shape");
  CHECK(error_code([&] {
          Explainer(random_network(30, {}, 2, Output::softmax), normal_matrix(30, 2, 1), single_inputs(30),
                    options_of(ExplainMethod::kernel, ExplainSpace::margin, 89));
        }) == "out_of_range");
}

TEST_CASE("explain: names of spaces and methods are the document's") {
  for (const std::string_view name : explain_space_names) CHECK(name_of(explain_space(name)) == name);
  for (const std::string_view name : explain_method_names) CHECK(name_of(explain_method(name)) == name);
  CHECK(explain_method("auto") == ExplainMethod::automatic);
  CHECK(explain_space("logodds") == ExplainSpace::logodds);
  CHECK(error_code([] { explain_space("logit"); }) == "unknown_choice");
}
