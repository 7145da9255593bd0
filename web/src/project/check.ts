import { VitrineError } from "./error.js";
import type { Option } from "./options.js";

/** A value as a message shows it: short, whatever it is. */
export function show(value: unknown): string {
  // JSON would call these null.
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

export function wrongType(path: string, expected: string, value: unknown): VitrineError {
  return new VitrineError("wrong_type", `${path} must be ${expected}, not ${show(value)}.`, { path });
}

export function outOfRange(path: string, expected: string, value: unknown): VitrineError {
  return new VitrineError("out_of_range", `${path} must be ${expected}, not ${show(value)}.`, { path });
}

export function checkChoice(path: string, choices: readonly string[], value: unknown): string {
  if (typeof value !== "string") throw wrongType(path, `one of ${choices.join(", ")}`, value);
  if (!choices.includes(value)) {
    const message = `${path} must be one of ${choices.join(", ")}, not ${show(value)}.`;
    throw new VitrineError("unknown_choice", message, { path });
  }
  return value;
}

export function checkNumber(path: string, min: number, max: number, integer: boolean, value: unknown): number {
  const expected = `a ${integer ? "whole " : ""}number from ${min} to ${max}`;
  if (typeof value !== "number") throw wrongType(path, expected, value);
  // Written so that NaN fails.
  if (!(value >= min && value <= max) || (integer && !Number.isInteger(value))) throw outOfRange(path, expected, value);
  return value;
}

export function checkBoolean(path: string, value: unknown): boolean {
  if (typeof value !== "boolean") throw wrongType(path, "true or false", value);
  return value;
}

export function checkText(path: string, longest: number, value: unknown): string {
  if (typeof value !== "string") throw wrongType(path, "a text", value);
  if (value.length > longest) throw outOfRange(path, `at most ${longest} characters long`, value);
  return value;
}

/** Checks a value against the option table. @throws VitrineError that names path, value and what is allowed. */
export function checkOption(option: Option, path: string, value: unknown): number | string | boolean {
  switch (option.type) {
    case "choice":
      return checkChoice(path, option.choices, value);
    case "boolean":
      return checkBoolean(path, value);
    default:
      return checkNumber(path, option.min, option.max, option.type === "integer", value);
  }
}

/** The fields of a JSON object. Own fields only: a field may be called __proto__. */
export function fieldsOf(path: string, value: unknown): [string, unknown][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrongType(path, "an object", value);
  return Object.entries(value).filter(([, field]) => field !== undefined);
}

export function unknownField(path: string): VitrineError {
  return new VitrineError("unknown_field", `There is no field ${show(path).slice(1, -1)}.`, { path });
}

/** Fails on the first field that is not listed. */
export function onlyFields(path: string, fields: [string, unknown][], allowed: readonly string[]): void {
  for (const [name] of fields) {
    if (!allowed.includes(name)) throw unknownField(path === "" ? name : `${path}.${name}`);
  }
}
