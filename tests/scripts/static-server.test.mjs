import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { serveFolder } from "../../scripts/lib/static-server.mjs";

let folder;
let atRoot;
let below;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "vitrine-static-"));
  const site = join(folder, "site");
  mkdirSync(join(site, "assets"), { recursive: true });
  mkdirSync(join(site, "empty"));
  writeFileSync(join(folder, "secret.txt"), "secret");
  writeFileSync(join(folder, "site-neighbour.txt"), "secret");
  writeFileSync(join(site, "index.html"), "<!doctype html>home");
  writeFileSync(join(site, "assets/engine.wasm"), "\0asm");
  writeFileSync(join(site, "assets/worker.mjs"), "export {};");
  writeFileSync(join(site, "a b.csv"), "x\n1\n");
  symlinkSync(join(folder, "secret.txt"), join(site, "leak.txt"));
  atRoot = await serveFolder({ folder: site, port: 0 });
  below = await serveFolder({ folder: site, port: 0, base: "/courses/vitrine" });
});

after(() => {
  atRoot.server.close();
  below.server.close();
  rmSync(folder, { recursive: true });
});

/** The path as it is: fetch() would resolve ".." before it is sent. */
function get({ port }, path, { method = "GET", headers = {} } = {}) {
  return new Promise((done, failed) => {
    request({ host: "127.0.0.1", port, path, method, headers, agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk) => {
        body += chunk;
      });
      response.on("end", () => done({ status: response.statusCode, headers: response.headers, body }));
    })
      .on("error", failed)
      .end();
  });
}

test("a folder answers with its index.html", async () => {
  const { status, headers, body } = await get(atRoot, "/?embed=1");
  assert.equal(status, 200);
  assert.equal(headers["content-type"], "text/html; charset=utf-8");
  assert.equal(body, "<!doctype html>home");
});

test("what a browser has kept is not sent again, until it changes", async () => {
  const first = await get(atRoot, "/a%20b.csv");
  assert.equal(first.headers["cache-control"], "no-cache");
  const again = () => get(atRoot, "/a%20b.csv", { headers: { "if-none-match": first.headers.etag } });
  const same = await again();
  assert.equal(same.status, 304);
  assert.equal(same.body, "");
  writeFileSync(join(folder, "site/a b.csv"), "x\n12\n");
  const changed = await again();
  assert.equal(changed.status, 200);
  assert.equal(changed.body, "x\n12\n");
  // Named after their content.
  const forGood = "max-age=31536000, immutable";
  assert.equal((await get(atRoot, "/assets/worker.mjs")).headers["cache-control"], forGood);
  assert.equal((await get(below, "/courses/vitrine/assets/worker.mjs")).headers["cache-control"], forGood);
});

test("browsers accept the media types: wasm streams, modules run", async () => {
  assert.equal((await get(atRoot, "/assets/engine.wasm")).headers["content-type"], "application/wasm");
  assert.equal((await get(atRoot, "/assets/worker.mjs")).headers["content-type"], "text/javascript; charset=utf-8");
  assert.equal((await get(atRoot, "/a%20b.csv")).headers["content-type"], "text/csv; charset=utf-8");
});

test("the page gets no isolation that another host would not give it", async () => {
  const { headers } = await get(atRoot, "/");
  assert.equal(headers["cross-origin-opener-policy"], undefined);
  assert.equal(headers["cross-origin-embedder-policy"], undefined);
});

for (const path of [
  "/../secret.txt",
  "/%2e%2e/secret.txt",
  "/assets/..%2f..%2fsecret.txt",
  "/..%5csecret.txt",
  "/../site-neighbour.txt",
  "/leak.txt",
  "//etc/passwd",
  "/assets/engine.wasm/",
  "/missing.html",
  "/empty/",
]) {
  test(`nothing is found at ${path}`, async () => {
    const { status, body } = await get(atRoot, path);
    assert.equal(status, 404);
    assert.equal(body, "404\n");
  });
}

test("a path that cannot be decoded is a bad request", async () => {
  assert.equal((await get(atRoot, "/%ff%")).status, 400);
  assert.equal((await get(atRoot, "/a%00b")).status, 400);
});

test("only reading is allowed", async () => {
  assert.equal((await get(atRoot, "/", { method: "POST" })).status, 405);
  const head = await get(atRoot, "/", { method: "HEAD" });
  assert.deepEqual([head.status, head.body, head.headers["content-length"]], [200, "", "19"]);
});

test("a folder without its slash is redirected, so that relative addresses work", async () => {
  const { status, headers } = await get(atRoot, "/assets?x=1");
  assert.deepEqual([status, headers.location], [301, "/assets/?x=1"]);
  assert.equal((await get(atRoot, "//assets")).headers.location, "/assets/");
});

test("below a path the site is there and nowhere else", async () => {
  assert.match(below.url, /^http:\/\/localhost:\d+\/courses\/vitrine\/$/);
  assert.equal((await get(below, "/courses/vitrine/")).status, 200);
  assert.equal((await get(below, "/courses/vitrine/assets/engine.wasm")).status, 200);
  assert.equal((await get(below, "/courses/vitrine")).headers.location, "/courses/vitrine/");
  assert.equal((await get(below, "/")).status, 404);
  assert.equal((await get(below, "/courses/vitrine/../../secret.txt")).status, 404);
});
