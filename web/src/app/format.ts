/** How numbers are written for people: three or four significant digits, no needless zeros. */

const MINUS = "\u2212";

/** 0.08312 -> "0.0831", 12345.6 -> "12,346", 0.00001 -> "1e-5", 5.9e301 -> "5.9e301". Null stands for a number that is not finite. */
export function formatNumber(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "not finite";
  if (value === 0) return "0";
  const size = Math.abs(value);
  let text: string;
  if (size >= 10 ** digits && size < 1e12) text = Math.round(size).toLocaleString("en");
  else if (size >= 1e-4 && size < 1e12) text = String(Number(size.toPrecision(digits)));
  else {
    const [mantissa, exponent] = size.toExponential(digits - 1).split("e");
    text = `${Number(mantissa)}e${Number(exponent)}`;
  }
  return value < 0 ? MINUS + text : text;
}

/** As formatNumber, with the sign always written: contributions and changes. */
export function formatSigned(value: number | null | undefined, digits = 3): string {
  const text = formatNumber(value, digits);
  return value !== null && value !== undefined && value > 0 ? `+${text}` : text;
}

/** A fixed number of decimals, so that a live figure does not jump about. */
export function formatFixed(value: number | null | undefined, decimals: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "not finite";
  return value.toFixed(decimals).replace("-", MINUS);
}

/** 0.9736 -> "97.4 %" (with a no-break space). */
export function formatPercent(share: number | null | undefined): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return "not finite";
  const percent = share * 100;
  return `${percent === 0 || percent === 100 ? percent : percent.toFixed(1)}\u00a0%`;
}

export function formatCount(count: number): string {
  return count.toLocaleString("en");
}

/** "1 row", "150 rows". */
export function plural(count: number, noun: string, many = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : many}`;
}

/** What a person typed as a number: a decimal comma is as good as a point; null when it is no number. */
export function parseNumber(text: string): number | null {
  const trimmed = text
    .trim()
    .replace(MINUS, "-")
    .replace(/^(-?\d*),(\d+)$/, "$1.$2");
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) return null;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : null;
}

/** A number as a field shows it: every digit that a person gave, nothing rounded. */
export function fieldText(value: number): string {
  return Math.abs(value) < 1e-4 && value !== 0 ? value.toExponential().replace("e+", "e") : String(value);
}

/** The first characters of a fingerprint, as the run bar shows them. */
export function shortFingerprint(fingerprint: string): string {
  return fingerprint.slice(0, 8);
}
