import assert from "node:assert/strict";
import { test } from "node:test";
import { fromDoctest, fromPlaywright, fromTap, fromVitest, judge } from "../../scripts/lib/counts.mjs";

test("doctest's summary is counted", () => {
  const output = `[doctest] doctest version is "2.4.9"
===============================================================================
[doctest] test cases:   12 |   10 passed | 2 failed | 3 skipped
[doctest] assertions: 1234 | 1230 passed | 4 failed |
[doctest] Status: FAILURE!
`;
  assert.deepEqual(fromDoctest(output), { passed: 10, failed: 2, skipped: 3 });
});

test("a doctest run that crashed is not counted", () => {
  const output = `[doctest] doctest version is "2.4.9"\ntests.cpp:7: FATAL ERROR: test case CRASHED: SIGSEGV\n`;
  assert.equal(fromDoctest(output), null);
});

test("Node's TAP summary is counted, with cancelled tests as failed", () => {
  const report =
    "TAP version 13\n1..2\n# tests 6\n# suites 0\n# pass 3\n# fail 1\n# cancelled 1\n# skipped 0\n# todo 1\n# duration_ms 12.5\n";
  assert.deepEqual(fromTap(report), { passed: 3, failed: 2, skipped: 1 });
  assert.equal(fromTap("TAP version 13\nok 1 - the first\n"), null);
});

test("Vitest's report is counted, and a file that does not load counts as failed", () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 0,
    testResults: [
      { status: "passed", assertionResults: [{}] },
      { status: "failed", assertionResults: [{}] },
      { status: "failed", assertionResults: [] },
    ],
  };
  assert.deepEqual(fromVitest(JSON.stringify(report)), { passed: 5, failed: 2, skipped: 2 });
});

test("Playwright's report is counted, with flaky tests and files that do not load as failed", () => {
  const report = { stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{ message: "cannot load" }] };
  assert.deepEqual(fromPlaywright(JSON.stringify(report)), { passed: 7, failed: 3, skipped: 2 });
});

for (const { name, counts, exitCode, failed, why } of [
  { name: "all passed", counts: { passed: 3, failed: 0, skipped: 0 }, exitCode: 0, failed: 0, why: "" },
  { name: "some failed", counts: { passed: 3, failed: 2, skipped: 0 }, exitCode: 1, failed: 2, why: "" },
  { name: "nothing counted", counts: null, exitCode: 0, failed: 1, why: "ended without a count" },
  { name: "no test", counts: { passed: 0, failed: 0, skipped: 4 }, exitCode: 0, failed: 1, why: "ran no test" },
  {
    name: "a leak after the last test",
    counts: { passed: 3, failed: 0, skipped: 0 },
    exitCode: 1,
    failed: 1,
    why: "ended with exit code 1",
  },
  {
    name: "killed after the summary",
    counts: { passed: 3, failed: 0, skipped: 0 },
    exitCode: null,
    failed: 1,
    why: "ended with exit code null",
  },
]) {
  test(`the verdict on a suite: ${name}`, () => {
    const verdict = judge(counts, exitCode);
    assert.equal(verdict.failed, failed);
    assert.equal(verdict.why, why);
    assert.equal(verdict.passed, counts?.passed ?? 0);
  });
}
