import { signal } from "@preact/signals";

/** Something the page has to say, until the visitor has read it. */
export interface Notice {
  id: number;
  kind: "error" | "note";
  text: string;
  action?: { label: string; run: () => void };
  /** A later notice on the same topic takes its place. */
  topic: string;
}

export const notices = signal<readonly Notice[]>([]);
let nextId = 1;

export function notify(notice: Omit<Notice, "id">): void {
  notices.value = [...notices.value.filter((one) => one.topic !== notice.topic), { ...notice, id: nextId++ }];
}

export function dismiss(id: number): void {
  notices.value = notices.value.filter((one) => one.id !== id);
}

export function dismissTopic(topic: string): void {
  if (notices.value.some((one) => one.topic === topic))
    notices.value = notices.value.filter((one) => one.topic !== topic);
}
