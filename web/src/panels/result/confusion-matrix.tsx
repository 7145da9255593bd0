import { Fragment, type RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { nameParts } from "../../app/column-words.js";
import { formatCount, formatPercent } from "../../app/format.js";
import type { ClassScores } from "../../engine/reports.js";

/** More classes than this have their names turned, to fit side by side. */
const MOST_PLAIN = 4;

/** Rows per true and predicted class. It is a table already, so it needs no twin. */
export function ConfusionMatrix({ scores, split }: { scores: ClassScores; split: string }) {
  const { classes, confusion } = scores;
  const region = useRef<HTMLElement>(null);
  const overflows = useOverflow(region, classes.length);
  return (
    <>
      {overflows ? (
        <p class="small soft">The matrix is wider than this panel: scroll it sideways to see all of it.</p>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <section ref={region} class="confusion-scroll" tabIndex={0} aria-label={`Confusion matrix of the ${split} rows`}>
        <table class={classes.length > MOST_PLAIN ? "confusion dense" : "confusion"}>
          <thead>
            <tr>
              <th scope="col">true</th>
              {classes.map((name, index) => (
                <th key={name} scope="col">
                  <ClassName name={name} index={index} />
                </th>
              ))}
              <th scope="col" class="number">
                Recall
              </th>
            </tr>
          </thead>
          <tbody>
            {classes.map((name, index) => {
              const row = confusion[index] ?? [];
              const total = row.reduce((sum, count) => sum + count, 0);
              return (
                <tr key={name}>
                  <th scope="row">
                    <ClassName name={name} index={index} />
                  </th>
                  {row.map((count, predicted) => (
                    <Cell
                      key={predicted}
                      count={count}
                      share={total === 0 ? 0 : count / total}
                      right={predicted === index}
                    />
                  ))}
                  <td class="number">{total === 0 ? "none" : formatPercent((row[index] ?? 0) / total)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </>
  );
}

/** Whether an element's content is wider than the element. */
function useOverflow(element: RefObject<HTMLElement | null>, columns: number): boolean {
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const box = element.current;
    if (box === null) return;
    const look = () => setOverflows(columns > 0 && box.scrollWidth > box.clientWidth);
    const observer = new ResizeObserver(look);
    observer.observe(box);
    for (const child of box.children) observer.observe(child);
    return () => observer.disconnect();
  }, [element, columns]);
  return overflows;
}

function ClassName({ name, index }: { name: string; index: number }) {
  return (
    <span class="class-name">
      <span class="swatch" style={{ background: `var(--class-${index % 10})` }} aria-hidden="true" />
      <span>
        {nameParts(name).map((part, place) => (
          <Fragment key={place}>
            {place === 0 ? null : <wbr />}
            {part}
          </Fragment>
        ))}
      </span>
    </span>
  );
}

/** The darker, the larger its share of the true class; right ones in the accent colour, wrong ones in the other. */
function Cell({ count, share, right }: { count: number; share: number; right: boolean }) {
  const strength = count === 0 ? 0 : 8 + Math.round(share * 34);
  const colour = right ? "var(--accent)" : "var(--negative)";
  return (
    <td
      class={right ? "number right" : "number"}
      style={{ background: `color-mix(in srgb, ${colour} ${strength}%, transparent)` }}
    >
      {formatCount(count)}
    </td>
  );
}
