import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { ProjectDocument } from "../../../web/src/project/document.js";
import { VitrineError } from "../../../web/src/project/error.js";
import { longestFragment, type OwnTable, readLink, writeLink } from "../../../web/src/project/link.js";
import { readProject } from "../../../web/src/project/read.js";

const linkOfVersion1 =
  "v1:XVDLTsQwDPwVNGcLdSsKKN_BDaGVaa3WIk2qxNuyW-XfUbaIA7fxY2Y83rGqJQ0CdyKYmhc4vG3xIS-a2GcQBjaG25HjJfVSkcUrHI4NEFLcMlzXNIQQNQtc89h0hZAXr3YnJNZQ2y-Elb0ObBrvjVNHMMl24FIIQWyL6avSPF8lZbj3HZegluFOLYF70_VXAMZhQqG_hed_86zjHHVA-SBoUFP2epMEh29eVdI5xDSzR6HjSA1jdf5k66dz1pvAtQ1BlthP1b9rCL69J2yajhAX0_lQ3BF4ru_L4wCCF05V7pzYfl9CmOMswS5zrV9r2iwy5MrdRMepJnhqS_kB";

/** A link made by other means: Node's zlib and Buffer. */
function linkOf(content: string | Uint8Array): string {
  return `v1:${deflateRawSync(content).toString("base64url")}`;
}

async function refusal(fragment: string): Promise<VitrineError> {
  const error = await readLink(fragment).then(
    (project) => new Error(`was read as ${JSON.stringify(project)}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof VitrineError)) throw error;
  return error;
}

function ownTable(content: string | Uint8Array, name = "mine.csv"): OwnTable {
  return { name, bytes: new Uint8Array(Buffer.from(content)), sha256: "ab".repeat(32) };
}

/** Numbers that deflate cannot shorten much, without a random generator. */
function incompressible(rows: number): string {
  let state = 1;
  const lines = Array.from({ length: rows }, () => {
    state = (state * 48271) % 2147483647;
    return `${state},${state % 7 < 3 ? "yes" : "no"}`;
  });
  return `x,label\n${lines.join("\n")}\n`;
}

const full: ProjectDocument = {
  vitrine: 1,
  title: "Größe – 花",
  data: {
    source: { toy: "spiral", rows: 301, noise: 0.25 },
    target: "class",
    columns: { x: { role: "input" }, y: { type: "number" } },
    preprocessing: {
      scaling: "min_max",
      range_low: -1,
      range_high: 2,
      clip: true,
      quantile_low: 5,
      quantile_high: 95,
      imputation: "constant",
      fill_value: -9,
      missing_indicator: true,
      missing_category: "own_category",
      rare_share: 0.01,
    },
    split: { train: 0.5, validation: 0.25, test: 0.25 },
  },
  network: { layers: [{ units: 7, activation: "tanh" }, {}], initializer: "xavier_uniform" },
  training: {
    optimizer: { name: "sgd", learning_rate: 0.003, momentum: 0.5, beta1: 0.8, beta2: 0.99, epsilon: 1e-7 },
    batch_size: 10,
    epochs: 250,
    l2: 0.001,
  },
  search: {
    space: {
      "training.l2": { low: 1e-5, high: 0.1, log: true },
      "training.batch_size": { choices: [8, 16] },
      "network.layers": { depth: { low: 1, high: 3 }, units: { low: 4, high: 64, log: true }, activation: "tanh" },
    },
    trials: 5,
    folds: 1,
    repeats: 2,
    metric: "accuracy",
  },
  explain: { method: "kernel", background: 20, coalitions: 100, space: "margin" },
  seeds: { data: 2, split: 3, weights: 4, shuffle: 5, search: 6, explain: 7 },
};

describe("links", () => {
  test.each<[string, ProjectDocument]>([
    ["the empty project", { vitrine: 1 }],
    ["a project with every field set", full],
    ["no hidden layers", { vitrine: 1, network: { layers: [] } }],
    [
      "columns called __proto__ and constructor",
      readProject(
        JSON.parse(
          '{"vitrine":1,"data":{"columns":{"__proto__":{"role":"ignore"},"constructor":{"type":"category"}}}}',
        ),
      ),
    ],
    ["a table inside", { vitrine: 1, data: { source: { csv: "\uFEFFa;b\r\n1,5;ja\r\n", name: "ü.csv" } } }],
  ])("%s comes back equal", async (_name, project) => {
    const { fragment } = await writeLink(project, null);
    expect(fragment).toMatch(/^v1:[A-Za-z0-9_-]+$/);
    expect(await readLink(`#${fragment}`)).toEqual(project);
    expect(JSON.stringify(await readLink(fragment))).toContain(
      JSON.stringify(project.data?.columns ?? {}).slice(1, -1),
    );
  });

  test("equal projects make equal links, whatever the order of their fields", async () => {
    const one = await writeLink({ vitrine: 1, training: { epochs: 5, l2: 0.5 }, title: "t" }, null);
    const other = await writeLink({ title: "t", training: { l2: 0.5, epochs: 5 }, vitrine: 1 }, null);
    expect(one.fragment).toBe(other.fragment);
  });

  test("the order of a search space has a meaning and comes back", async () => {
    const read = await readLink((await writeLink(full, null)).fragment);
    expect(Object.keys(read?.search?.space ?? {})).toEqual(Object.keys(full.search?.space ?? {}));
  });

  test("a short project makes a short link", async () => {
    const { fragment } = await writeLink({ vitrine: 1, training: { epochs: 50 } }, null);
    expect(fragment.length).toBeLessThan(80);
  });

  test("the link that the first released format made opens for ever", async () => {
    expect(await readLink(`#${linkOfVersion1}`)).toEqual({
      vitrine: 1,
      title: "Two spirals",
      // The link says noise 0.05, which is the default.
      data: { source: { toy: "spiral", rows: 500 }, split: { train: 0.7, validation: 0.15, test: 0.15 } },
      network: {
        layers: [
          { units: 12, activation: "tanh" },
          { units: 6, activation: "sigmoid" },
        ],
        initializer: "xavier_normal",
      },
      training: {
        batch_size: 20,
        epochs: 150,
        l2: 0.0005,
        optimizer: { name: "sgd", learning_rate: 0.05, momentum: 0.8 },
      },
      seeds: { weights: 42 },
    });
  });

  describe("own tables", () => {
    const project: ProjectDocument = {
      vitrine: 1,
      data: { source: { file: { name: "mine.csv", sha256: "ab".repeat(32) } }, target: "label" },
    };

    test("travel inside while the link stays short", async () => {
      const csv = incompressible(100);
      const { fragment, table } = await writeLink(project, ownTable(csv));
      expect(table).toBe("inside");
      expect(await readLink(fragment)).toEqual({
        vitrine: 1,
        data: { source: { csv, name: "mine.csv" }, target: "label" },
      });
    });

    test("are named when the link would reach 32 KiB", async () => {
      const { fragment, table } = await writeLink(project, ownTable(incompressible(20_000)));
      expect(table).toBe("too_large");
      expect(fragment.length).toBeLessThan(300);
      expect(await readLink(fragment)).toEqual(project);
    });

    test("a link with a table inside is always one that can be read", async () => {
      // Around the size at which the table stops fitting.
      for (let rows = 2500; rows < 5000; rows += 250) {
        const { fragment, table } = await writeLink(project, ownTable(incompressible(rows)));
        expect(fragment.length).toBeLessThan(longestFragment);
        const read = await readLink(fragment);
        expect(Object.keys(read?.data?.source ?? {})[0]).toBe(table === "inside" ? "csv" : "file");
      }
    });

    test.each<[string, Uint8Array<ArrayBuffer>, string]>([
      ["broken UTF-8", Uint8Array.from([0x61, 0x2c, 0xff, 0x0a]), "utf-8"],
      ["half a character of UTF-16", Uint8Array.from([0xff, 0xfe, 0x61, 0x00, 0x00, 0xd8]), "utf-16"],
      ["a byte that Windows-1252 leaves open", Uint8Array.from([0x61, 0x2c, 0x81, 0x0a]), "cp1252"],
    ])("of %s are named: no text is the same table", async (_what, bytes, encoding) => {
      const { fragment, table } = await writeLink(project, { ...ownTable(""), bytes }, encoding);
      expect(table).toBe("garbled");
      expect(await readLink(fragment)).toEqual(project);
    });

    test("that are not at hand stay named, which is no matter of size", async () => {
      const { fragment, table } = await writeLink(project, null);
      expect(table).toBe("absent");
      expect(await readLink(fragment)).toEqual(project);
    });

    test("that unpack to more than a reader allows are named", async () => {
      const { fragment, table } = await writeLink(project, ownTable(`a,b\n${"1,2\n".repeat(1_100_000)}`));
      expect(table).toBe("too_large");
      expect(await readLink(fragment)).toEqual(project);
    });
  });

  test.each(["", "#", "#result", "v1", "data=spiral", "vitrine:1"])("%j is no project link", async (fragment) => {
    expect(await readLink(fragment)).toBeNull();
  });

  describe("untrusted links", () => {
    const good = linkOf('{"vitrine":1,"training":{"epochs":7,"batch_size":9},"title":"A title of some length"}');

    test("a good link of another maker opens", async () => {
      expect(await readLink(good)).toMatchObject({ training: { epochs: 7, batch_size: 9 } });
    });

    test("a link cut off anywhere is refused, never half read", async () => {
      for (let length = 3; length < good.length; length++) {
        const error = await refusal(good.slice(0, length));
        expect(error.code).toBe("damaged_link");
      }
    });

    test.each<[string, string, string]>([
      ["letters outside the alphabet", "v1:abc%20def", "damaged_link"],
      ["standard base64 instead of base64url", `v1:+/${"A".repeat(10)}==`, "damaged_link"],
      ["noise", `v1:${"q80_Zz".repeat(50)}`, "damaged_link"],
      ["version 0", "v0:AAAA", "damaged_link"],
      ["a future format", "v2:AAAA", "newer_version"],
      ["a far future format", "v999:AAAA", "newer_version"],
      ["text instead of JSON", linkOf("hello"), "damaged_link"],
      ["half a JSON document", linkOf('{"vitrine":1,'), "damaged_link"],
      ["bytes that are not UTF-8", linkOf(Uint8Array.from([0x22, 0xff, 0xfe, 0x22])), "damaged_link"],
      ["a future document", linkOf('{"vitrine":2}'), "newer_version"],
      ["another document", linkOf('{"swagger":"2.0"}'), "not_a_project"],
      ["a list", linkOf("[1,2]"), "not_a_project"],
      ["null", linkOf("null"), "not_a_project"],
      ["an unknown field", linkOf('{"vitrine":1,"script":"alert(1)"}'), "unknown_field"],
      ["__proto__ as a field", linkOf('{"vitrine":1,"__proto__":{"title":"x"}}'), "unknown_field"],
      ["__proto__ inside a group", linkOf('{"vitrine":1,"training":{"__proto__":{"epochs":5}}}'), "unknown_field"],
      ["a path as a field", linkOf('{"vitrine":1,"training":{"optimizer.name":"sgd"}}'), "unknown_field"],
      ["an infinite number", linkOf('{"vitrine":1,"training":{"l2":1e999}}'), "out_of_range"],
      ["a billion units", linkOf('{"vitrine":1,"network":{"layers":[{"units":1000000000}]}}'), "out_of_range"],
      [
        "a thousand layers",
        linkOf(`{"vitrine":1,"network":{"layers":[${Array(1000).fill("{}").join()}]}}`),
        "out_of_range",
      ],
      ["half a unit", linkOf('{"vitrine":1,"network":{"layers":[{"units":2.5}]}}'), "out_of_range"],
      ["a number as text", linkOf('{"vitrine":1,"training":{"epochs":"5"}}'), "wrong_type"],
      ["null as a number", linkOf('{"vitrine":1,"training":{"epochs":null}}'), "wrong_type"],
      [
        "a name every object has",
        linkOf('{"vitrine":1,"training":{"optimizer":{"name":"toString"}}}'),
        "unknown_choice",
      ],
      ["an unknown data set", linkOf('{"vitrine":1,"data":{"source":{"dataset":"../secret"}}}'), "unknown_choice"],
      ["two sources", linkOf('{"vitrine":1,"data":{"source":{"dataset":"iris","toy":"xor"}}}'), "wrong_type"],
      [
        "a hash that is none",
        linkOf('{"vitrine":1,"data":{"source":{"file":{"name":"a","sha256":"x"}}}}'),
        "wrong_type",
      ],
      ["a title without end", linkOf(`{"vitrine":1,"title":"${"x".repeat(5000)}"}`), "out_of_range"],
      ["more than 32 KiB", `v1:${"A".repeat(longestFragment)}`, "link_too_long"],
      ["a bomb of zeros", linkOf(new Uint8Array(20 * 1024 * 1024)), "link_too_large"],
      ["a bomb inside a title", linkOf(`{"vitrine":1,"title":"${"x".repeat(5 * 1024 * 1024)}"}`), "link_too_large"],
    ])("%s", async (_name, fragment, code) => {
      const error = await refusal(fragment);
      expect(error.code).toBe(code);
      expect(error.message).toMatch(/^[A-Z_a-z].*\.$/);
      expect(error.message.length).toBeLessThan(300);
      expect(({} as Record<string, unknown>).title).toBeUndefined();
    });
  });
});
