import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nodeTool } from '../workspace/node-tool.mjs';
import { root } from '../workspace/root.mjs';
import { run } from '../workspace/run.mjs';

/** End to end specs that have the machine to themselves: a month loads it for over a minute, and waits for every document. */
const alone = '/month\\.e2e\\.spec\\.ts$';

/**
 * How each kind is run, in parts one after the other. Two files at a time: specs of servers wait more than they work, each for services or a
 * database of its own.
 */
const runs = {
  unit: [{ name: 'unit', path: '\\.spec\\.ts$', but: '\\.(int|e2e)\\.spec\\.ts$', workers: 2, limitSeconds: 300, testTimeout: 10_000 }],
  int: [{ name: 'int', path: '\\.int\\.spec\\.ts$', workers: 2, limitSeconds: 600, testTimeout: 60_000 }],
  e2e: [
    { name: 'e2e', path: '\\.e2e\\.spec\\.ts$', but: alone, workers: 2, limitSeconds: 900, testTimeout: 120_000 },
    { name: 'e2e-alone', path: alone, workers: 1, limitSeconds: 600, testTimeout: 120_000 },
  ],
};

/**
 * @param {'unit' | 'int' | 'e2e'} kind
 * @param {string} pattern part of a path, or empty
 * @returns {Promise<{ passed: number, failed: number, skipped: number, seconds: number }>}
 */
export const runSpecs = async (kind, pattern) => {
  const total = { passed: 0, failed: 0, skipped: 0, seconds: 0 };
  for (const part of runs[kind]) {
    const result = await runPart(part, pattern);
    for (const what of Object.keys(total)) total[what] += result[what];
  }
  return total;
};

const runPart = async ({ name, path, but, workers, limitSeconds, testTimeout }, pattern) => {
  const results = join(root, '.concord', 'test-results', `${name}.json`);
  rmSync(results, { force: true });
  mkdirSync(dirname(results), { recursive: true });
  // --forceExit: a connection that a spec forgot must not keep the others' results from being counted; jest says so when it happens.
  const args = [
    `--maxWorkers=${workers}`,
    `--testTimeout=${testTimeout}`,
    `--testSequencer=${join(root, 'tools/test/slowest-first.cjs')}`,
    '--passWithNoTests',
    '--forceExit',
    '--json',
    `--outputFile=${results}`,
  ];
  const which = [`--testPathPatterns=${pattern ? `(?=.*(?:${pattern})).*` : ''}${path}`];
  if (but) which.push('--testPathIgnorePatterns=/node_modules/', `--testPathIgnorePatterns=${but}`);
  const { ok, seconds } = await run(nodeTool('jest', ...args, ...which), { show: true, limitSeconds });
  return { ...countsIn(results, ok), seconds };
};

const countsIn = (file, ok) => {
  // Ended before it could write: that is one failure, of everything that did not run.
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const results = JSON.parse(readFileSync(file, 'utf8'));
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return {
    passed: results.numPassedTests,
    // jest can fail without a failed test, in its global setup for instance.
    failed: failed === 0 && !ok ? 1 : failed,
    skipped: results.numPendingTests + results.numTodoTests,
  };
};
