import { computed, effect, signal } from "@preact/signals";
import { readPreference, writePreference } from "./preferences.js";

export type Theme = "light" | "dark";
export type ThemeChoice = Theme | "auto";

const dark = window.matchMedia("(prefers-color-scheme: dark)");
const systemTheme = signal<Theme>(dark.matches ? "dark" : "light");
dark.addEventListener("change", (event) => {
  systemTheme.value = event.matches ? "dark" : "light";
});

function storedChoice(): ThemeChoice {
  const asked = new URLSearchParams(location.search).get("theme") ?? readPreference("theme");
  return asked === "light" || asked === "dark" ? asked : "auto";
}

export const themeChoice = signal<ThemeChoice>(storedChoice());
export const resolvedTheme = computed<Theme>(() =>
  themeChoice.value === "auto" ? systemTheme.value : themeChoice.value,
);

export function chooseTheme(choice: ThemeChoice): void {
  themeChoice.value = choice;
  writePreference("theme", choice);
}

effect(() => {
  document.documentElement.dataset.theme = resolvedTheme.value;
});
