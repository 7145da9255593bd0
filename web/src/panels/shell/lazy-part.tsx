import { signal } from "@preact/signals";
import type { ComponentType, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { panelsFilled } from "../../app/first-view.js";

// biome-ignore lint/complexity/noBannedTypes: a part without properties takes none.
export interface LazyPart<Props = {}> {
  (props: Props): JSX.Element;
  /** For the element that leads to the part: pointing at it, or moving the focus into it, fetches the code. */
  readonly onIntent: { readonly onPointerEnter: () => void; readonly onFocusIn: () => void };
}

const lostStyles = new Set<HTMLLinkElement>();

/** Remembers styles that could not be fetched: the bundler asks for each only once. */
export function rememberLostStyles(): void {
  const remember = ({ target }: Event) => {
    if (target instanceof HTMLLinkElement && target.rel === "stylesheet") lostStyles.add(target);
  };
  // They do not bubble.
  document.addEventListener("error", remember, true);
}

/** Rejects where they are lost again. */
function fetchLostStyles(): Promise<unknown> {
  const links = [...lostStyles];
  lostStyles.clear();
  return Promise.all(
    links.map(
      (link) =>
        new Promise((resolve, reject) => {
          const again = link.cloneNode() as HTMLLinkElement;
          again.onload = resolve;
          again.onerror = reject;
          link.replaceWith(again);
        }),
    ),
  );
}

/**
 * A part of the page whose code is fetched when a visitor turns to it: when its place comes into view, or on intent.
 *
 * @param name  for people, within a sentence: "the search panel".
 */
export function lazyPart<Props extends object>(
  name: string,
  load: () => Promise<ComponentType<Props>>,
): LazyPart<Props> {
  const state = signal<"absent" | "coming" | "failed" | ComponentType<Props>>("absent");

  function fetchCode(): void {
    state.value = "coming";
    fetchLostStyles()
      .then(load)
      .then(
        (component) => {
          state.value = component;
        },
        () => {
          state.value = "failed";
        },
      );
  }

  /** A failure is not tried again by the way: it stays in words until the visitor asks. */
  function want(): void {
    if (state.peek() === "absent") fetchCode();
  }

  function Part(props: Props) {
    const Arrived = state.value;
    if (Arrived === "failed") return <Failure name={name} again={fetchCode} />;
    if (typeof Arrived === "string") return <Place name={name} onView={want} />;
    return <Arrived {...props} />;
  }

  return Object.assign(Part, { onIntent: { onPointerEnter: want, onFocusIn: want } });
}

/** Stands where the part will be, as high as parts usually are, so that what is below moves little. */
function Place({ name, onView }: { name: string; onView: () => void }) {
  const place = useRef<HTMLParagraphElement>(null);
  const settled = panelsFilled.value;
  useEffect(() => {
    if (!settled) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) onView();
    });
    if (place.current !== null) observer.observe(place.current);
    return () => observer.disconnect();
  }, [onView, settled]);
  return (
    <p ref={place} class="soft place">
      Loading {name}.
    </p>
  );
}

function Failure({ name, again }: { name: string; again: () => void }) {
  return (
    <div class="alert notice" role="alert">
      <p>
        {name.charAt(0).toUpperCase() + name.slice(1)} could not be loaded. Check the connection; everything else goes
        on working.
      </p>
      <div class="row">
        <button type="button" class="small" onClick={again}>
          Try again
        </button>
      </div>
    </div>
  );
}
