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

export interface ProjectLink {
  /** Without "#". */
  fragment: string;
  /** "inside": opens as it is; "named": the reader must have the file; "public": a sample or generated data set. */
  table: "inside" | "named" | "public";
}

/**
 * The link's fragment: "v1:" + base64url(deflate-raw(JSON)).
 *
 * @param table  the visitor's own table when the project uses one: it travels inside while it fits, else the link names it.
 * @throws VitrineError "link_too_long" when the project does not fit even so.
 */
export async function writeLink(document: ProjectDocument, table: OwnTable | null): Promise<ProjectLink> {
  const source = sourceOf(document);
  if (!("csv" in source || "file" in source) || table === null) {
    const kind = "csv" in source ? "inside" : "file" in source ? "named" : "public";
    return { fragment: fitting(await encode(document)), table: kind };
  }
  const text = utf8Text(table.bytes);
  if (text !== undefined && text.length <= largestDocument) {
    const fragment = await encode(withSource(document, { csv: text, name: table.name }));
    if (fragment.length < longestFragment) return { fragment, table: "inside" };
  }
  const named = withSource(document, { file: { name: table.name, sha256: table.sha256 } });
  return { fragment: fitting(await encode(named)), table: "named" };
}

/**
 * Reads a location's fragment, with or without "#".
 *
 * @returns null when it is no project link at all.
 * @throws VitrineError when it is one that cannot be opened; nothing of it is used then.
 */
export async function readLink(fragment: string): Promise<ProjectDocument | null> {
  const text = fragment.replace(/^#/, "");
  const found = /^v(\d{1,4}):/.exec(text);
  if (found === null) return null;
  if (Number(found[1]) > version) {
    const message = "This link was made by a newer Vitrine. Reload the page to get the newest one.";
    throw new VitrineError("newer_version", message);
  }
  if (Number(found[1]) < 1) throw damaged();
  if (text.length > longestFragment) {
    const message = `This link is too long: ${text.length} characters, and at most ${longestFragment} are allowed.`;
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
  const message = "This link is damaged or was cut off. Copy it again from where it came, to its very end.";
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

/** Undefined when the bytes are in another encoding and so would not come back from text. */
function utf8Text(bytes: Uint8Array<ArrayBuffer>): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
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
        throw new VitrineError("link_too_large", "This link unpacks to more than a project can be.");
      }
      text += decoder.decode(value, { stream: true });
    }
    return text + decoder.decode();
  } catch (error) {
    throw error instanceof VitrineError ? error : damaged();
  }
}
