import { useEffect, useId, useRef } from "preact/hooks";
import { saveProject } from "../../app/files-controller.js";
import { formatCount } from "../../app/format.js";
import { copyLink, share, sharedLink, shareProblem } from "../../app/share-controller.js";
import type { TableInLink } from "../../project/link.js";

/** Chat programs cut links at about this length; everything else takes far longer ones. */
const SAFE_LENGTH = 2000;
const LONG_LENGTH = 8000;

/** The link to this playground, copied right away where the browser lets us. */
export function ShareBody() {
  const id = useId();
  const link = sharedLink.value;
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    void share();
  }, []);
  const failed = link?.copied === false;
  useEffect(() => {
    if (failed) box.current?.select();
  }, [failed]);
  return (
    <>
      {shareProblem.value === null ? null : <p class="alert">{shareProblem.value}</p>}
      {link === null ? null : (
        <div class="stack">
          <p role="status">
            {link.copied === true
              ? "The link has been copied."
              : link.copied === false
                ? "This browser does not let the page copy. The link is selected: copy it yourself."
                : "Copying."}
          </p>
          <div class="field">
            <label for={`${id}-link`}>Link, {formatCount(link.address.length)} characters</label>
            <textarea
              ref={box}
              id={`${id}-link`}
              readOnly
              rows={4}
              value={link.address}
              onFocus={(event) => event.currentTarget.select()}
            />
          </div>
          <p class="small soft">{lengthWords(link.address.length)}</p>
          <p class="small soft">{contentWords(link.table)}</p>
        </div>
      )}
      <div class="row">
        <button type="button" class="primary" disabled={link === null} onClick={() => void copyLink()}>
          Copy link
        </button>
        <button type="button" onClick={saveProject}>
          Save as a file
        </button>
      </div>
      {link === null ? null : (
        <details>
          <summary>Embed it in a page</summary>
          <div class="field">
            <label for={`${id}-frame`}>HTML of a frame without header and footer</label>
            <textarea
              id={`${id}-frame`}
              readOnly
              rows={4}
              value={frameOf(link.address)}
              onFocus={(event) => event.currentTarget.select()}
            />
          </div>
        </details>
      )}
    </>
  );
}

function frameOf(address: string): string {
  const url = new URL(address);
  url.searchParams.set("embed", "1");
  return `<iframe src="${url.href}" title="Vitrine playground" width="100%" height="800" loading="lazy"></iframe>`;
}

function lengthWords(length: number): string {
  if (length <= SAFE_LENGTH) return "Short enough for mail, chat and course pages.";
  if (length <= LONG_LENGTH) return "Some chat programs cut links of this length.";
  return "Many programs cut links of this length: a file travels more safely.";
}

function contentWords(table: TableInLink): string {
  const named = "It names the file by its checksum: whoever opens it needs that file too.";
  switch (table) {
    case "public":
      return "It holds all options and seeds and names the data, so it trains to the same fingerprint everywhere. It never trains by itself.";
    case "inside":
      return "It holds all options and seeds and your table itself: whoever has the link can read the rows.";
    case "too_large":
      return `Your table is too large for a link. ${named}`;
    case "garbled":
      return `Some bytes of your table are no characters, so a link cannot hold it as text. ${named}`;
    case "absent":
      return `The table is not open in this browser, so the link cannot hold it. ${named}`;
  }
}
