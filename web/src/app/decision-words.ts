export const RULE = "training.decision.rule";

/** What each decision between two classes is called. */
const labels: Readonly<Record<string, string>> = {
  most_probable: "Most probable class",
  given: "From a given probability",
  accuracy: "Best accuracy",
  f1: "Best F1",
  balanced_accuracy: "Best balanced accuracy",
  youden: "Best Youden\u2019s J",
};

export function decisionLabel(rule: string): string {
  return labels[rule] ?? rule;
}
