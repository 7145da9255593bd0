import { useSignal } from "@preact/signals";
import { RULE } from "../../app/decision-words.js";
import { project } from "../../app/project-state.js";
import { run, setupProblem } from "../../app/run-state.js";
import { settingWords } from "../../app/setting-words.js";
import { isRead } from "../../project/conditions.js";
import { isSet } from "../../project/edit.js";
import { ClassWeightsField } from "./class-weights-field.js";
import { DecisionField } from "./decision-field.js";
import { FieldGroup } from "./field-group.js";
import { MilestonesField } from "./milestones-field.js";
import { OptionField } from "./option-field.js";

export interface OptionGroupProps {
  title: string;
  intro: string;
  paths: readonly string[];
  /** Of options that the group calls something else than the table. */
  labels?: Readonly<Record<string, string>>;
}

/** Options that most visitors leave alone, behind a line that says which of them are not at their defaults. */
export function OptionGroup(props: OptionGroupProps) {
  const open = useSignal(false);
  const words = settingWords(project.value, props.paths, props.labels);
  const refused = props.paths.includes(setupProblem.value?.path ?? "");
  return (
    <details
      class="option-group"
      onToggle={(event) => {
        open.value = event.currentTarget.open;
      }}
    >
      <summary>
        {props.title}
        {words.length === 0 ? null : <span class="settings"> {words.join(" \u00b7 ")}</span>}
        {refused && !open.value ? <span class="problem"> needs a change</span> : null}
      </summary>
      {open.value ? <Fields {...props} /> : null}
    </details>
  );
}

/** Whether an option is read and says something: a decision is one between two classes. */
function isOffered(path: string): boolean {
  const ofTwoClasses = run.value?.info.classes.length === 2;
  return isRead(project.value, path) && (path !== RULE || ofTwoClasses || isSet(project.value, path));
}

/** The controls of those options that are read with the choices in force. */
function Fields({ title, intro, paths, labels = {} }: OptionGroupProps) {
  return (
    <FieldGroup legend={title} legendHidden intro={intro}>
      {paths.filter(isOffered).map((path) => {
        if (path === "training.class_weights") return <ClassWeightsField key={path} />;
        if (path === RULE) return <DecisionField key={path} />;
        const label = labels[path];
        return <OptionField key={path} path={path} {...(label === undefined ? {} : { label })} />;
      })}
      {paths.includes("training.schedule.name") ? <MilestonesField /> : null}
    </FieldGroup>
  );
}
