// Where two answers to the same run differ.

const isObject = (value) => typeof value === "object" && value !== null;

function show(value) {
  if (value === undefined) return "missing";
  return Object.is(value, -0) ? "-0" : JSON.stringify(value).slice(0, 60);
}

/**
 * The first place in `answer` that is not the same in `reference`, bit for bit (0 and -0 differ); what only the
 * reference has is not looked at.
 *
 * @returns {string | null}  for example "history[3].train_loss: 0.25 is not 0.5"
 */
export function firstDifference(reference, answer, path = "") {
  if (!isObject(answer) || !isObject(reference) || Array.isArray(answer) !== Array.isArray(reference)) {
    return Object.is(answer, reference) ? null : `${path || "answer"}: ${show(answer)} is not ${show(reference)}`;
  }
  if (Array.isArray(answer) && answer.length !== reference.length) {
    return `${path || "answer"}: ${answer.length} entries are not ${reference.length}`;
  }
  for (const key of Object.keys(answer)) {
    const place = Array.isArray(answer) ? `${path}[${key}]` : `${path ? `${path}.` : ""}${key}`;
    const difference = firstDifference(reference[key], answer[key], place);
    if (difference !== null) return difference;
  }
  return null;
}
