import { useRef } from "preact/hooks";
import { activeTab, type TabName, tabNames } from "../../app/view-state.js";
import { ExplainBody } from "../explain/explain-panel.js";
import { SearchBody } from "../search/search-panel.js";
import type { LazyPart } from "./lazy-part.js";

/** What a tab shows that has to be fetched first. */
const parts: Partial<Record<TabName, LazyPart>> = { Search: SearchBody, Explain: ExplainBody };

export function tabId(name: TabName): string {
  return `tab-${name.toLowerCase()}`;
}

/** Shows a panel from its beginning, wherever the one before it was scrolled to. */
function showTab(name: TabName): void {
  activeTab.value = name;
  const top = document.querySelector("main")?.offsetTop ?? 0;
  const bar = document.querySelector<HTMLElement>(".sticky")?.offsetHeight ?? 0;
  if (scrollY > top - bar) scrollTo(0, top - bar);
}

/** The panels of a narrow screen. Arrow keys move between tabs, as the pattern for tabs has it. */
export function TabList() {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const at = tabNames.indexOf(activeTab.value);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabNames.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const name = tabNames[(to + tabNames.length) % tabNames.length] ?? "Data";
    showTab(name);
    list.current?.querySelector<HTMLElement>(`#${tabId(name)}`)?.focus();
  };
  return (
    <nav aria-label="Panels">
      <div class="tabs" role="tablist" aria-label="Panels" ref={list} onKeyDown={move}>
        {tabNames.map((name) => {
          const selected = name === activeTab.value;
          return (
            <button
              key={name}
              id={tabId(name)}
              type="button"
              role="tab"
              aria-selected={selected}
              aria-controls="tab-panel"
              tabIndex={selected ? 0 : -1}
              {...parts[name]?.onIntent}
              onClick={() => {
                showTab(name);
              }}
            >
              {name}
            </button>
          );
        })}
      </div>
    </nav>
  );
}
