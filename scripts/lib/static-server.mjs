// A web server for one folder, with the behaviour that static hosts share: right media types, index.html for
// a folder, a redirect to a folder's trailing slash, no headers beyond the ordinary. No COOP or COEP: the page
// must work without them, as it does when it is embedded elsewhere.

import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";

const mediaTypes = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

function found(file, { size, mtimeMs }) {
  return { file, size, modified: Math.round(mtimeMs * 1000) };
}

/**
 * The file that a URL path names, or what to answer instead.
 *
 * @param folder  real path of the served folder
 * @param base    path under which it is served, with a slash at both ends
 * @returns {Promise<{file: string, size: number, modified: number} | {redirect: string} | {status: number}>}
 */
async function resolve(folder, base, urlPath) {
  if (`${urlPath}/` === base) return { redirect: base };
  if (!urlPath.startsWith(base)) return { status: 404 };
  let relative;
  try {
    relative = decodeURIComponent(urlPath.slice(base.length));
  } catch {
    return { status: 400 };
  }
  if (relative.includes("\0")) return { status: 400 };
  try {
    // The real path tells about ".." and about links that lead out of the folder.
    const path = await realpath(join(folder, relative));
    if (path !== folder && !path.startsWith(folder + sep)) return { status: 404 };
    const entry = await stat(path);
    if (entry.isFile()) return relative.endsWith("/") ? { status: 404 } : found(path, entry);
    if (!entry.isDirectory()) return { status: 404 };
    if (!urlPath.endsWith("/")) return { redirect: `${urlPath}/` };
    const index = await stat(join(path, "index.html"));
    return index.isFile() ? found(join(path, "index.html"), index) : { status: 404 };
  } catch {
    return { status: 404 };
  }
}

/**
 * Serves a folder until the server is closed.
 *
 * @param {{folder: string, port: number, base?: string, host?: string}} options  port 0: any free one
 * @returns {Promise<{server: import("node:http").Server, port: number, url: string}>}
 */
export async function serveFolder({ folder, port, base = "/", host = "127.0.0.1" }) {
  const realFolder = await realpath(folder);
  const prefix = `/${base}/`.replaceAll(/\/+/g, "/");
  const server = createServer(async (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { Allow: "GET, HEAD" }).end();
      return;
    }
    // By hand rather than with URL, which would take "//host/x" for a host and resolve "..".
    const [urlPath, query] = request.url.split("?", 2);
    const answer = await resolve(realFolder, prefix, urlPath);
    if (answer.redirect) {
      // One leading slash: "//x/" would lead to another host.
      const location = answer.redirect.replace(/^\/+/, "/") + (query === undefined ? "" : `?${query}`);
      response.writeHead(301, { Location: location }).end();
      return;
    }
    if (answer.status) {
      response.writeHead(answer.status, { "Content-Type": "text/plain; charset=utf-8" });
      response.end(`${answer.status}\n`);
      return;
    }
    const etag = `"${answer.size.toString(36)}-${answer.modified.toString(36)}"`;
    const kept = {
      // What a build puts into assets/ is named after its content.
      "Cache-Control": urlPath.startsWith(`${prefix}assets/`) ? "max-age=31536000, immutable" : "no-cache",
      ETag: etag,
      // Public hosts send it, and a page in a sandboxed frame, whose origin is opaque, needs it for its own files.
      "Access-Control-Allow-Origin": "*",
    };
    if (request.headers["if-none-match"] === etag) {
      response.writeHead(304, kept).end();
      return;
    }
    response.writeHead(200, {
      ...kept,
      "Content-Type": mediaTypes[extname(answer.file).toLowerCase()] ?? "application/octet-stream",
      "Content-Length": answer.size,
    });
    if (request.method === "HEAD") response.end();
    else
      createReadStream(answer.file)
        .on("error", () => response.destroy())
        .pipe(response);
  });
  await new Promise((listening, failed) => {
    server.once("error", failed);
    server.listen(port, host, listening);
  });
  const actualPort = server.address().port;
  const name = host === "127.0.0.1" ? "localhost" : host;
  return { server, port: actualPort, url: `http://${name}:${actualPort}${prefix}` };
}
