import { createRequire } from 'node:module';
import { installDependencies } from './workspace/install.mjs';
import { nodeTool } from './workspace/node-tool.mjs';
import { endRunningWhenInterrupted, run } from './workspace/run.mjs';
import { checks } from './test/checks.mjs';
import { runSpecs } from './test/jest.mjs';
import { readOptions } from './test/options.mjs';

/** `npm test`: sets up what it needs and runs everything. Its last line counts over all runners. */
const main = async () => {
  const options = readOptions(process.argv.slice(2));
  const total = { passed: 0, failed: 0, skipped: 0 };
  const count = ({ passed, failed, skipped }) => {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  };
  let testing;
  const tidyUp = async () => {
    await testing?.StackHost.current?.close();
    await testing?.endLeftovers(); // services of a spec whose process was killed
  };
  endRunningWhenInterrupted({ tidyUp });

  console.log(`dependencies: ${await installDependencies()}`);
  // Before the specs: those that start services start what was built.
  count(await runCheck({ name: 'build', command: nodeTool('nx', 'run-many', '-t', 'build') }));
  testing = loadTesting();
  let specs = 0;
  try {
    await testing?.StackHost.listen(); // one stack for all runs of jest
    let checking;
    for (const kind of options.kinds) {
      // Beside specs that wait for servers, one at a time: they take processor time that would be left over.
      if (options.withChecks && kind === 'int') checking = eachInOrder(checks(), async (check) => count(await runCheck(check)));
      const result = await runSpecs(kind, options.pattern);
      specs += result.passed + result.failed;
      console.log(`${kind} specs: ${sentence(result)} in ${result.seconds.toFixed(1)} s\n`);
      count(result);
    }
    await checking;
  } finally {
    await tidyUp();
  }
  if (specs === 0) console.error('No spec ran.');
  process.exitCode = total.failed > 0 || specs === 0 ? 1 : 0;
  console.log(sentence(total));
};

const runCheck = async ({ name, command }) => {
  const { ok, output, seconds } = await run(command);
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`);
  if (!ok) console.error(output);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
};

const eachInOrder = async (items, work) => {
  for (const item of items) await work(item);
};

/** Undefined when it could not be built; then each run of jest looks after its own stack. */
const loadTesting = () => {
  try {
    return createRequire(import.meta.url)('@concord/testing');
  } catch {
    return undefined;
  }
};

const sentence = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

main().catch((error) => {
  console.error(error.message);
  console.log('0 passed, 1 failed, 0 skipped');
  process.exitCode = 1;
});
