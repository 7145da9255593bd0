const words = {
  Data: "Each row is one example and each column something known about it; the network learns to tell the target column from the others. Files are read in this page and go nowhere else.",
  Network:
    "Each column of circles is a layer; every circle adds up what arrives on its lines, each times the line’s weight, and passes the sum through the layer’s activation. Training changes the weights until the last column, one circle per class or one for a number, is right as often as possible.",
  Training:
    "Training goes through the training rows in small batches and after each batch moves every weight a little, in the direction that lowers the loss. These options say how far, how often and from where it starts.",
  Result:
    "The loss says how surprised the network is by the right answers, the accuracy how often its first guess is right. Training rows are the ones it learns from; validation rows are kept from it, so they show what it will do with new ones.",
  Search:
    "Each trial draws its own options at random, trains a network on part of the rows and is scored on the rows left out, each part in turn. Test rows take no part, so the winner can still be judged by them.",
  Explain:
    "A Shapley value is a column’s fair share of a prediction: the average change when the column’s real value takes the place of values from background rows, over all orders in which columns can be told. The shares of all columns add up to the prediction, and this page shows that they do.",
};

export type PanelName = keyof typeof words;

/** What a panel is about, for someone who sees such a thing for the first time. */
export function PanelWords({ about }: { about: PanelName }) {
  return <p>{words[about]}</p>;
}
