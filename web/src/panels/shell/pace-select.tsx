import { useId } from "preact/hooks";
import { pace } from "../../app/run-state.js";

const paces = [
  { value: "", label: "full" },
  { value: "10", label: "10 epochs a second" },
  { value: "2", label: "2 epochs a second" },
] as const;

/** How fast the training goes: slowly enough to be watched, or as fast as it can. The result is the same. */
export function PaceSelect({ hideLabel = false }: { hideLabel?: boolean }) {
  const id = useId();
  return (
    <div class="field pace">
      <label class={hideLabel ? "visually-hidden" : undefined} for={id}>
        Speed of training
      </label>
      <select
        id={id}
        value={pace.value === null ? "" : String(pace.value)}
        onChange={(event) => {
          pace.value = event.currentTarget.value === "" ? null : Number(event.currentTarget.value);
        }}
      >
        {paces.map(({ value, label }) => (
          <option key={value} value={value}>
            {hideLabel ? `Speed: ${label}` : label}
          </option>
        ))}
      </select>
    </div>
  );
}
