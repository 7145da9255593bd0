#pragma once

#include <string>

#include "nn/backpropagation.h"
#include "nn/network.h"

namespace vitrine {

/// A batch loss above this many times the first one (or 1, if that is more) is called exploding.
inline constexpr double exploding_factor = 1e6;

/// Where and why a loss stopped being a usable number, in words for people: the first layer whose parameters
/// or values are not finite, the likely cause, and what usually helps. "The loss became infinite" stands before
/// it, so it goes on with ": ...".
///
/// @param pass  after the forward pass of the batch; `examples` columns of it count.
template <typename Scalar>
std::string likely_cause(const Network<Scalar>& network, const Backpropagation<Scalar>& pass, int examples);

/// A layer for people: "layer 2 (dense)"; layers count from 1, as a model file lists them.
std::string layer_name(const Layer& layer);

}  // namespace vitrine
