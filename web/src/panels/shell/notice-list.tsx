import { dismiss, notices } from "../../app/notices.js";

/** What the page has to say about itself: a link that was opened, a worker that died. */
export function NoticeList() {
  return (
    <div class="notices" role="status">
      {notices.value.map(({ id, kind, text, action }) => (
        <div key={id} class={kind === "error" ? "alert notice" : "note plain notice"}>
          <p>{text}</p>
          <div class="row">
            {action === undefined ? null : (
              <button type="button" class="small" onClick={action.run}>
                {action.label}
              </button>
            )}
            <button type="button" class="quiet small" aria-label="Dismiss this message" onClick={() => dismiss(id)}>
              Dismiss
            </button>
          </div>
        </div>
      ))}
    </div>
  );
}
