import type { Layer } from "../project/document.js";
import { fieldText } from "./format.js";

/** Choices whose words are not their name with a capital letter. */
const choiceLabels: Readonly<Record<string, string>> = {
  relu: "ReLU",
  leaky_relu: "Leaky ReLU",
  elu: "ELU",
  selu: "SELU",
  gelu: "GELU",
  gelu_tanh: "GELU (tanh)",
  silu: "SiLU",
  tanh: "tanh",
  sigmoid: "sigmoid",
  identity: "identity",
  lecun_normal: "LeCun normal",
  lecun_uniform: "LeCun uniform",
  cross_entropy: "Cross-entropy",
  binary_cross_entropy: "Binary cross-entropy",
  mse: "Squared error",
  sgd: "SGD",
  rmsprop: "RMSprop",
  amsgrad: "AMSGrad",
  nadam: "NAdam",
  adamw: "AdamW",
  multi_step: "Multi-step",
  warmup_cosine: "Warm-up, then cosine",
  logodds: "log-odds",
  log_loss: "log loss",
  xor: "XOR",
};

/** The words of a choice: "he_normal" -> "He normal". */
export function choiceLabel(choice: string): string {
  if (Object.hasOwn(choiceLabels, choice)) return choiceLabels[choice] ?? choice;
  const words = choice.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a hidden layer has besides units and activation: "dropout 0.2", "batch norm". */
export function layerWords(layer: Layer): string[] {
  return [
    ...(layer.batch_norm ? ["batch norm"] : []),
    ...(layer.layer_norm ? ["layer norm"] : []),
    ...(layer.residual ? ["residual"] : []),
    ...(layer.dropout > 0 ? [`dropout ${fieldText(layer.dropout)}`] : []),
  ];
}
