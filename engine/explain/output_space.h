#pragma once

#include "explain/explain_options.h"
#include "nn/network.h"

namespace vitrine {

/// From logits to what is attributed: classes x examples.
///
/// One sigmoid unit with logit z speaks for two classes: their probabilities are sigmoid(-z) and sigmoid(z),
/// and both their margins and their log-odds are -z and z. With softmax, log-odds come from the logits, as
/// z_k - log(sum over the others of exp(z_j)): log(p / (1 - p)) would be infinite once p rounds to 1.
///
/// Predicted numbers are attributed as they are, whatever the space.
///
/// @param logits  outputs x examples.
Matrix<double> outputs_in_space(ExplainSpace space, Output output, const Matrix<double>& logits);

}  // namespace vitrine
