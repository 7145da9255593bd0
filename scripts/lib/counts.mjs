// How many tests passed and failed, read from what the test runners report. Each reader takes a runner's
// report and returns {passed, failed, skipped}, or null where the report is not complete.

/** doctest's last line but one: "[doctest] test cases: 12 | 11 passed | 1 failed | 0 skipped". */
export function fromDoctest(output) {
  const match = /^\[doctest\] test cases:\s*\d+\s*\|\s*(\d+) passed\s*\|\s*(\d+) failed\s*\|\s*(\d+) skipped/m.exec(
    output,
  );
  if (!match) return null;
  const [passed, failed, skipped] = match.slice(1).map(Number);
  return { passed, failed, skipped };
}

/** The summary at the end of Node's TAP report: "# pass 3", "# fail 0", ... */
export function fromTap(report) {
  const count = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, "m").exec(report)?.[1] ?? Number.NaN);
  const passed = count("pass");
  const failed = count("fail") + count("cancelled");
  const skipped = count("skipped") + count("todo");
  return Number.isNaN(passed + failed + skipped) ? null : { passed, failed, skipped };
}

/** Vitest's JSON report. A file that does not load has no tests, but fails. */
export function fromVitest(report) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(report);
  const broken = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
  return { passed: numPassedTests, failed: numFailedTests + broken, skipped: numPendingTests + numTodoTests };
}

/** Playwright's JSON report. A test that passes only when repeated counts as failed; so does a file that does not load. */
export function fromPlaywright(report) {
  const { stats, errors } = JSON.parse(report);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

/**
 * The verdict on a suite: what its runner counted, and at least one failure when it cannot be trusted to
 * have passed.
 *
 * @param counts    what a reader returned; null: could not be counted
 * @param exitCode  of the runner; null: killed or not started
 * @returns {{passed: number, failed: number, skipped: number, why: string}}  why: empty, or what is wrong
 */
export function judge(counts, exitCode) {
  if (counts === null) return { passed: 0, failed: 1, skipped: 0, why: "ended without a count" };
  if (counts.failed === 0 && exitCode !== 0) return { ...counts, failed: 1, why: `ended with exit code ${exitCode}` };
  if (counts.failed === 0 && counts.passed === 0) return { ...counts, failed: 1, why: "ran no test" };
  return { ...counts, why: "" };
}
