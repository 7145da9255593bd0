import { fieldText } from "../../app/format.js";
import { numberOption, numberValue, setOption } from "../../app/option-values.js";
import { train } from "../../app/run-controller.js";
import { runState } from "../../app/run-state.js";

const RATE = "training.optimizer.learning_rate";
const CLIP = "training.gradient_clip.norm";

/** Why the training stopped before its end, and what usually helps, each one click away. */
export function Failure() {
  const failure = runState.value?.failure ?? null;
  if (failure === null) return null;
  const lower = Number(Math.max(numberOption(RATE).min, numberValue(RATE) / 10).toPrecision(3));
  const again = (path: string, value: number) => {
    setOption(path, value);
    void train();
  };
  return (
    <div class="alert stack" role="alert">
      <p>
        <strong>The training stopped.</strong> {failure}
      </p>
      <div class="row">
        <button type="button" class="small" onClick={() => again(RATE, lower)}>
          Train with learning rate {fieldText(lower)}
        </button>
        {numberValue(CLIP) === 0 ? (
          <button type="button" class="small" onClick={() => again(CLIP, 1)}>
            Train with gradients clipped to norm 1
          </button>
        ) : null}
      </div>
    </div>
  );
}
