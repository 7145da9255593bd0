import { signal } from "@preact/signals";

/** What screen readers are told about work under way: the newest sentence, at most one every two seconds. */
export const announcement = signal("");

const INTERVAL_MS = 2000;
let waiting: string | null = null;
let timer: ReturnType<typeof setTimeout> | null = null;

function speak(): void {
  timer = null;
  if (waiting === null) return;
  announcement.value = waiting;
  waiting = null;
  timer = setTimeout(speak, INTERVAL_MS);
}

export function announce(text: string): void {
  if (text === announcement.value && waiting === null) return;
  waiting = text;
  if (timer === null) speak();
}
