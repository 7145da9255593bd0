/** More points of a line than this fall on the same pixels. */
const MOST_POINTS = 400;

/** Evenly spaced elements of a long list, such as the epochs of a run; the last one is always among them. */
export function thinned<T>(list: readonly T[], most = MOST_POINTS): readonly T[] {
  const stride = Math.ceil(list.length / most);
  return stride <= 1 ? list : list.filter((_, index) => (list.length - 1 - index) % stride === 0);
}
