import { describe, expect, test } from "vitest";
import {
  fieldText,
  formatFixed,
  formatNumber,
  formatPercent,
  formatSigned,
  parseNumber,
  plural,
} from "../../../web/src/app/format.js";

describe("numbers for people", () => {
  test.each([
    [0, "0"],
    [0.083123, "0.0831"],
    [12345.6, "12,346"],
    [999.4, "999"],
    [0.00001234, "1.23e-5"],
    [123456789012, "123,456,789,012"],
    [-1.5e12, "\u22121.5e12"],
    [5.9012e301, "5.9e301"],
    [Number.MIN_VALUE, "4.94e-324"],
    [-2.5, "\u22122.5"],
    [null, "not finite"],
    [Number.NaN, "not finite"],
    [Number.POSITIVE_INFINITY, "not finite"],
  ])("%s is written %s", (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  test.each([
    ["0,5", 0.5],
    [" 1e-3 ", 0.001],
    ["-.5", -0.5],
    ["\u22122", -2],
    ["", null],
    ["1,000.5", null],
    ["0x10", null],
    ["1e999", null],
    ["many", null],
  ])("%j is read as %s", (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  test("a field shows every digit it was given", () => {
    for (const value of [0.000001, 1e-8, 0.1, 123456.789, 32]) expect(Number(fieldText(value))).toBe(value);
  });

  test("signs, shares and counts", () => {
    expect(formatSigned(0.25)).toBe("+0.25");
    expect(formatPercent(1)).toBe("100\u00a0%");
    expect(formatPercent(0.9736)).toBe("97.4\u00a0%");
    expect(formatFixed(-0.00012, 3)).toBe("\u22120.000");
    expect(plural(1, "row")).toBe("1 row");
    expect(plural(1797, "row")).toBe("1,797 rows");
  });
});
