#include "nn/loss.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>
#include <limits>

#include "nn/losses/loss_batch.h"
#include "nn/losses/softmax_lanes.h"
#include "nn/names.h"

namespace vitrine {

namespace {

using losses::LossBatch;

constexpr std::string_view cross_entropy_options[] = {"label_smoothing", "class_weights"};
constexpr std::string_view binary_cross_entropy_options[] = {"positive_weights"};
constexpr std::string_view focal_options[] = {"focal_gamma", "class_weights"};
constexpr std::string_view hinge_options[] = {"hinge_margin", "hinge_power", "class_weights"};
constexpr std::string_view huber_options[] = {"huber_delta"};

template <typename Scalar>
struct Row {
  std::array<std::string_view, 3> outputs;  ///< What follows the logits, by kind of target; empty: not taken.
  std::span<const std::string_view> options;
  BatchLoss (*evaluate)(const LossBatch<Scalar>&);
};

/// In the order of the enum. The columns of outputs are those of TargetKind: labels, probabilities, numbers.
template <typename Scalar>
constexpr Row<Scalar> table[] = {
    {{"softmax", "softmax", ""}, cross_entropy_options, losses::cross_entropy<Scalar>},
    {{"sigmoid", "sigmoid", ""}, binary_cross_entropy_options, losses::binary_cross_entropy<Scalar>},
    {{"softmax", "", ""}, focal_options, losses::focal<Scalar>},
    {{"softmax", "", ""}, hinge_options, losses::hinge<Scalar>},
    {{"softmax", "", "identity"}, {}, losses::mse<Scalar>},
    {{"", "", "identity"}, {}, losses::mae<Scalar>},
    {{"", "", "identity"}, huber_options, losses::huber<Scalar>},
};
static_assert(std::size(table<float>) == loss_names.size());

template <typename Scalar>
const Row<Scalar>& row_of(LossKind kind) {
  return table<Scalar>[static_cast<std::size_t>(kind)];
}

template <typename Scalar>
bool has_finite_logits(const LossBatch<Scalar>& batch) {
  Scalar zero = 0;
  for (int example = 0; example < batch.examples; ++example) {
    const Scalar* z = batch.logits_of(example);
    for (int k = 0; k < batch.outputs; ++k) zero += 0 * z[k];
  }
  return zero == 0;
}

/// What a loss makes of logits that are no numbers. The comparisons in its formula take a branch for NaN,
/// too, and may end in a number: here no formula has to think of it.
template <typename Scalar>
void refuse_logits(const LossBatch<Scalar>& batch, BatchLoss& loss) {
  if (std::isfinite(loss.value)) loss.value = std::numeric_limits<double>::quiet_NaN();
  for (int example = 0; batch.gradient != nullptr && example < batch.examples; ++example) {
    std::fill_n(batch.gradient_of(example), batch.outputs, std::numeric_limits<Scalar>::quiet_NaN());
  }
}

}  // namespace

LossKind loss_from_name(std::string_view name) {
  return static_cast<LossKind>(position_of_choice("loss", name, loss_names));
}

std::string_view name_of(LossKind kind) { return loss_names[static_cast<std::size_t>(kind)]; }

std::string_view output_after(LossKind kind, TargetKind targets) {
  return row_of<float>(kind).outputs[static_cast<std::size_t>(targets)];
}

std::span<const std::string_view> options_of(LossKind kind) { return row_of<float>(kind).options; }

template <typename Scalar>
BatchLoss evaluate_loss(const LossOptions& options, std::span<const Scalar> logits, int outputs, int stride,
                        const Targets<Scalar>& targets, std::span<Scalar> gradient) {
  const std::size_t examples = targets.examples(outputs);
  assert(examples > 0 && logits.size() >= (examples - 1) * stride + outputs);
  assert(gradient.empty() || gradient.size() >= (examples - 1) * stride + outputs);
  assert(std::all_of(targets.labels.begin(), targets.labels.end(),
                     [&](int label) { return label >= 0 && label < std::max(outputs, 2); }));
  assert(options.class_weights.empty() || options.class_weights.size() == std::size_t(outputs));
  assert(options.positive_weights.size() <= 1 || options.positive_weights.size() == std::size_t(outputs));
  const LossBatch<Scalar> batch = {options,
                                   logits.data(),
                                   outputs,
                                   stride,
                                   targets,
                                   static_cast<int>(examples),
                                   gradient.empty() ? nullptr : gradient.data()};
  BatchLoss loss = row_of<Scalar>(options.kind).evaluate(batch);
  if (!has_finite_logits(batch)) refuse_logits(batch, loss);
  return loss;
}

template <typename Scalar>
void softmax(std::span<const Scalar> logits, int classes, int stride, std::span<Scalar> probabilities) {
  constexpr int width = losses::SoftmaxLanes<Scalar>::count;
  const int examples =
      static_cast<int>((logits.size() + std::size_t(stride - classes)) / std::size_t(stride));
  for (int first = 0; first < examples; first += width) {
    const int count = std::min(width, examples - first);
    losses::SoftmaxLanes<Scalar> lanes(logits.data(), probabilities.data(), stride, first, count);
    lanes.evaluate(classes, -std::numeric_limits<Scalar>::infinity());
    for (int i = 0; i < count; ++i) {
      for (int k = 0; k < classes; ++k) lanes.exponentials[i][k] /= lanes.sum[i];
    }
  }
}

template BatchLoss evaluate_loss<float>(const LossOptions&, std::span<const float>, int, int,
                                        const Targets<float>&, std::span<float>);
template BatchLoss evaluate_loss<double>(const LossOptions&, std::span<const double>, int, int,
                                         const Targets<double>&, std::span<double>);
template void softmax<float>(std::span<const float>, int, int, std::span<float>);
template void softmax<double>(std::span<const double>, int, int, std::span<double>);

}  // namespace vitrine
