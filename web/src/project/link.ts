import type { DataSource, ProjectDocument } from "./document.js";
import { sourceOf } from "./edit.js";
import { VitrineError } from "./error.js";
import { readProject, stringifyProject } from "./read.js";

/** Longer links are cut by mail, chat and course systems; on reading it bounds the work a stranger can cause. */
export const longestFragment = 32 * 1024;
const largestDocument = 4 * 1024 * 1024;
/** WebKit inflates each piece it is fed in one go, so small pieces are what bounds a bomb there. */
const pieceBytes = 512;
const version = 1;

/** A table of the visitor's own, as the bytes of its file. */
export interface OwnTable {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** Of the bytes, in hexadecimal. */
  sha256: string;
}

/**
 * "inside": opens as it is; "public": a sample or generated data set. Else the reader must have the file: it is
 * "too_large" for a link, "garbled" (its bytes are not all characters, so no text is the same table) or "absent" here.
 */
export type TableInLink = "inside" | "public" | "too_large" | "garbled" | "absent";

export interface ProjectLink {
  /** Without "#". */
  fragment: string;
  table: TableInLink;
}

/**
 * The link's fragment: "v1:" + base64url(deflate-raw(JSON)).
 *
 * @param table  the visitor's own table when the project uses one: it travels inside while it fits, else the link names it.
 * @param encoding  of the table's bytes, as the engine calls it.
 * @throws VitrineError "link_too_long" when the project does not fit even so.
 */
export async function writeLink(
  document: ProjectDocument,
  table: OwnTable | null,
  encoding = "utf-8",
): Promise<ProjectLink> {
  const source = sourceOf(document);
  if (!("csv" in source || "file" in source) || table === null) {
    const kind = "csv" in source ? "inside" : "file" in source ? "absent" : "public";
    return { fragment: fitting(await encode(document)), table: kind };
  }
  const text = textOf(table.bytes, encoding);
  if (text !== undefined && text.length <= largestDocument) {
    const fragment = await encode(withSource(document, { csv: text, name: table.name }));
    if (fragment.length < longestFragment) return { fragment, table: "inside" };
  }
  const named = withSource(document, { file: { name: table.name, sha256: table.sha256 } });
  return { fragment: fitting(await encode(named)), table: text === undefined ? "garbled" : "too_large" };
}

/**
 * Reads a location's fragment, with or without "#".
 *
 * @returns null when it is no project link at all.
 * @throws VitrineError when it is one that cannot be opened, with what is wrong with "it"; nothing of it is used then.
 */
export async function readLink(fragment: string): Promise<ProjectDocument | null> {
  const text = fragment.replace(/^#/, "");
  const found = /^v(\d{1,4}):/.exec(text);
  if (found === null) return null;
  if (Number(found[1]) > version) {
    const message = "It was made by a newer Vitrine. Reload the page to get the newest one.";
    throw new VitrineError("newer_version", message);
  }
  if (Number(found[1]) < 1) throw damaged();
  if (text.length > longestFragment) {
    const message = `It is too long: ${text.length} characters, and at most ${longestFragment} are allowed.`;
    throw new VitrineError("link_too_long", message);
  }
  const json = await inflate(fromBase64Url(text.slice(found[0].length)));
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw damaged();
  }
  return readProject(value);
}

function damaged(): VitrineError {
  const message = "It is damaged or was cut off. Copy it again from where it came, to its very end.";
  return new VitrineError("damaged_link", message);
}

function fitting(fragment: string): string {
  if (fragment.length <= longestFragment) return fragment;
  const message = `The project does not fit into a link: ${fragment.length} characters, and at most ${longestFragment} are allowed. Save it as a file.`;
  throw new VitrineError("link_too_long", message);
}

function withSource(document: ProjectDocument, source: DataSource): ProjectDocument {
  return { ...document, data: { ...document.data, source } };
}

/**
 * The characters that the engine reads in these bytes; undefined when some bytes are none. The byte order mark stays:
 * without it, text that begins with another one would lose that.
 */
function textOf(bytes: Uint8Array<ArrayBuffer>, encoding: string): string | undefined {
  try {
    const text = new TextDecoder(labelOf(bytes, encoding), { fatal: true, ignoreBOM: true }).decode(bytes);
    // Bytes that Windows-1252 leaves open: browsers make them controls, the engine the replacement character.
    return encoding === "cp1252" && /[\x81\x8d\x8f\x90\x9d]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

function labelOf(bytes: Uint8Array, encoding: string): string {
  if (encoding === "cp1252") return "windows-1252";
  if (encoding !== "utf-16") return "utf-8";
  // The mark tells; without one, the first zero byte is the upper half of a Latin letter.
  const mark = `${bytes[0]} ${bytes[1]}`;
  const bigEndian = mark === "254 255" || (mark !== "255 254" && bytes.indexOf(0) % 2 === 0);
  return bigEndian ? "utf-16be" : "utf-16le";
}

async function encode(document: ProjectDocument): Promise<string> {
  const json = new Blob([stringifyProject(document)]).stream();
  const packed = await new Response(json.pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer();
  return `v${version}:${toBase64Url(new Uint8Array(packed))}`;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length % 4 === 1) throw damaged();
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  let at = 0;
  const pieces = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + pieceBytes));
      at += pieceBytes;
    },
  });
  const reader = pieces.pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let size = 0;
  try {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      size += value?.length ?? 0;
      if (size > largestDocument) {
        void reader.cancel().catch(() => undefined);
        throw new VitrineError("link_too_large", "It unpacks to more than a project can be.");
      }
      text += decoder.decode(value, { stream: true });
    }
    return text + decoder.decode();
  } catch (error) {
    throw error instanceof VitrineError ? error : damaged();
  }
}
