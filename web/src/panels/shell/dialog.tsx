import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { openDialog } from "../../app/view-state.js";

/** A modal dialog; the browser keeps the focus inside and gives it back. */
export function Dialog({ title, children }: { title: string; children: ComponentChildren }) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const close = () => {
    openDialog.value = null;
  };
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={close}>
      <div class="stack wide">
        <div class="row spread">
          <h2 id={id}>{title}</h2>
          <button type="button" class="quiet" onClick={close}>
            Close
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
