interface FieldNotesProps {
  /** Of the control, which names both notes in aria-describedby. */
  id: string;
  help: string;
  problem: string;
}

/** The ids that a control with these notes is described by. */
export function notesOf(id: string): string {
  return `${id}-help ${id}-problem`;
}

/** What a control means, for screen readers, and what is wrong with its value, for everybody. */
export function FieldNotes({ id, help, problem }: FieldNotesProps) {
  return (
    <>
      <span class="visually-hidden" id={`${id}-help`}>
        {help}
      </span>
      <span class="problem" id={`${id}-problem`} role="status">
        {problem}
      </span>
    </>
  );
}
