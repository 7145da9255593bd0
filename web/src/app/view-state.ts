import { signal } from "@preact/signals";

/** The page's own state: nothing of this is part of a project. */

export const tabNames = ["Data", "Network", "Train", "Search", "Explain"] as const;
export type TabName = (typeof tabNames)[number];

/** On a narrow screen the panels are tabs. */
const narrowQuery = window.matchMedia("(max-width: 55.99rem)");
export const narrow = signal(narrowQuery.matches);
narrowQuery.addEventListener("change", (event) => {
  narrow.value = event.matches;
});

export const activeTab = signal<TabName>("Data");

/** Shown inside another page: no header and no footer. */
export const embedded = new URLSearchParams(location.search).get("embed") === "1";

export const openDialog = signal<"share" | "help" | null>(null);
