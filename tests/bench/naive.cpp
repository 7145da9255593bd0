/// The baseline: what a competent afternoon with Eigen gives. Matrix products by Eigen, buffers made once, no
/// kernels of its own, no promise about bits.

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "contestant.h"
#include "error.h"
#include "nn/random.h"

#if defined(__EMSCRIPTEN__) && !defined(EIGEN_VECTORIZE_SSE4_1)
#error "The baseline would be measured without Eigen's SIMD path."
#endif

namespace {

using vitrine::Json;
using vitrine::bench::Request;
using vitrine::bench::WorkData;

using Matrix = Eigen::MatrixXf;
using Vector = Eigen::VectorXf;

/// One dense layer, its gradients, and Adam's running means: Kingma & Ba (2015), algorithm 1.
struct Layer {
  Matrix W, dW, mW, vW;  // units x inputs
  Vector b, db, mb, vb;  // units
  Matrix z, a, dz;       // units x batch

  Layer(int inputs, int units, int batch, vitrine::Random& random)
      : W(units, inputs),
        dW(units, inputs),
        mW(Matrix::Zero(units, inputs)),
        vW(mW),
        b(Vector::Zero(units)),
        db(units),
        mb(b),
        vb(b),
        z(units, batch),
        a(units, batch),
        dz(units, batch) {
    const float limit = std::sqrt(6.0F / static_cast<float>(inputs));  // He et al. (2015), uniform
    W = W.unaryExpr([&](float) { return limit * static_cast<float>(random.uniform(-1, 1)); });
  }

  void adam(const Request& adam, float rate, float root) {
    if (adam.l2 > 0) dW += static_cast<float>(adam.l2) * W;
    update(W, dW, mW, vW, adam, rate, root);
    update(b, db, mb, vb, adam, rate, root);
  }

  /// @param rate  learning_rate / (1 - beta1^t)
  /// @param root  1 / sqrt(1 - beta2^t)
  template <typename Tensor>
  static void update(Tensor& p, const Tensor& g, Tensor& m, Tensor& v, const Request& adam, float rate,
                     float root) {
    const auto b1 = static_cast<float>(adam.beta1), b2 = static_cast<float>(adam.beta2);
    m = b1 * m + (1 - b1) * g;
    v.array() = b2 * v.array() + (1 - b2) * g.array().square();
    p.array() -= rate * m.array() / (root * v.array().sqrt() + static_cast<float>(adam.epsilon));
  }
};

class Training : public vitrine::bench::Work {
 public:
  Training(const Request& request, const WorkData& data)
      : request_(request),
        random_(request.seed, vitrine::Purpose::weights),
        data_(Eigen::Map<const Matrix>(data.x.data(), request.network.inputs, request.rows)),
        x_(request.network.inputs, request.batch),
        data_labels_(data.y.begin(), data.y.end()),
        labels_(request.batch),
        batch_(request.batch),
        order_(request.rows),
        position_(request.rows) {
    int width = request.network.inputs;
    for (const int units : request.network.hidden) {
      layers_.emplace_back(width, units, batch_, random_);
      width = units;
    }
    layers_.emplace_back(width, request.network.outputs, batch_, random_);
    std::iota(order_.begin(), order_.end(), 0);
  }

  void advance(int units) override {
    for (; units > 0; --units) loss_ = step();
  }

  int steps_an_epoch() const { return (static_cast<int>(order_.size()) + batch_ - 1) / batch_; }

  /// Share of the rows whose largest logit is their class's.
  double accuracy(const WorkData& data) {
    const int rows = static_cast<int>(data.y.size());
    const Eigen::Map<const Matrix> inputs(data.x.data(), x_.rows(), rows);
    int correct = 0;
    for (int first = 0; first < rows; first += batch_) {
      const int count = std::min(batch_, rows - first);
      x_.leftCols(count) = inputs.middleCols(first, count);
      forward(count);
      for (int i = 0; i < count; ++i) {
        Eigen::Index predicted;
        layers_.back().z.col(i).maxCoeff(&predicted);
        correct += predicted == data.y[first + i];
      }
    }
    return static_cast<double>(correct) / rows;
  }

  Json reply(double units, double seconds) const override {
    const double rows = static_cast<double>(order_.size());
    const double batches = steps_an_epoch();
    return {{"steps", units},
            {"rows", units / batches * rows},
            {"steps_per_s", units / seconds},
            {"rows_per_s", units / batches * rows / seconds},
            {"loss_last", loss_}};
  }

 private:
  double step() {
    const int count = next_batch();
    forward(count);
    const double loss = softmax_cross_entropy(count);
    backward(count);
    beta1_power_ *= request_.beta1;
    beta2_power_ *= request_.beta2;
    const auto rate = static_cast<float>(request_.learning_rate / (1 - beta1_power_));
    const auto root = static_cast<float>(1 / std::sqrt(1 - beta2_power_));
    for (Layer& layer : layers_) layer.adam(request_, rate, root);
    return loss;
  }

  /// Gathers the next rows; a new order at each epoch, a short batch at its end.
  int next_batch() {
    const int rows = static_cast<int>(order_.size());
    if (position_ == rows) {
      for (int i = rows - 1; i > 0; --i)
        std::swap(order_[i], order_[random_.below(static_cast<std::uint32_t>(i + 1))]);
      position_ = 0;
    }
    const int count = std::min(batch_, rows - position_);
    for (int i = 0; i < count; ++i) {
      x_.col(i) = data_.col(order_[position_ + i]);
      labels_[i] = data_labels_[order_[position_ + i]];
    }
    position_ += count;
    return count;
  }

  void forward(int count) {
    for (std::size_t l = 0; l < layers_.size(); ++l) {
      Layer& layer = layers_[l];
      layer.z.leftCols(count).noalias() = layer.W * (l == 0 ? x_ : layers_[l - 1].a).leftCols(count);
      layer.z.leftCols(count).colwise() += layer.b;
      if (l + 1 < layers_.size()) layer.a.leftCols(count) = layer.z.leftCols(count).cwiseMax(0.0F);
    }
  }

  /// Leaves d(mean loss)/dz in the last layer: (softmax(z) - one_hot(label)) / count.
  double softmax_cross_entropy(int count) {
    Layer& last = layers_.back();
    double loss = 0;
    for (int i = 0; i < count; ++i) {
      const float largest = last.z.col(i).maxCoeff();
      last.dz.col(i) = (last.z.col(i).array() - largest).exp();
      const float sum = last.dz.col(i).sum();
      loss += std::log(sum) - (last.z(labels_[i], i) - largest);
      last.dz.col(i) /= sum;
      last.dz(labels_[i], i) -= 1;
    }
    last.dz.leftCols(count) /= static_cast<float>(count);
    return loss / count;
  }

  void backward(int count) {
    for (std::size_t l = layers_.size(); l-- > 0;) {
      Layer& layer = layers_[l];
      const auto dz = layer.dz.leftCols(count);
      layer.dW.noalias() = dz * (l == 0 ? x_ : layers_[l - 1].a).leftCols(count).transpose();
      layer.db = dz.rowwise().sum();
      if (l == 0) break;
      Layer& below = layers_[l - 1];
      below.dz.leftCols(count).noalias() = layer.W.transpose() * dz;
      below.dz.leftCols(count).array() *= (below.z.leftCols(count).array() > 0).cast<float>();
    }
  }

  Request request_;
  vitrine::Random random_;
  std::vector<Layer> layers_;
  Matrix data_, x_;  // inputs x rows, inputs x batch
  std::vector<int> data_labels_, labels_;
  int batch_;
  std::vector<int> order_;
  int position_;
  double beta1_power_ = 1, beta2_power_ = 1, loss_ = 0;
};

}  // namespace

std::unique_ptr<vitrine::bench::Work> contestant_work(const Request& request, WorkData data) {
  if (request.op != "train") vitrine::fail("unsupported_op", {"unsupported op"});
  check_examples(request, data);
  return std::make_unique<Training>(request, data);
}

double contestant_score(const Request& request, const WorkData& train, const WorkData& test) {
  Training training(request, train);
  training.advance(request.epochs * training.steps_an_epoch());
  return training.accuracy(test);
}
