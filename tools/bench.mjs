import { installDependencies } from './workspace/install.mjs';
import { endRunningWhenInterrupted, run } from './workspace/run.mjs';
import { buildApps } from './start/build.mjs';
import { say, step } from './start/screen.mjs';

/** `npm run bench [-- --json FILE]`: everything in one run on real Kafka and PostgreSQL, so that the ratios mean something. */
const main = async () => {
  endRunningWhenInterrupted({ tidyUp: async () => undefined });
  await step('dependencies', installDependencies);
  await step('build', () => buildApps(['simulator', 'gateway', 'setup-sync', 'bench']));
  say('');
  const { ok } = await run(
    [process.execPath, '--enable-source-maps', '--max-semi-space-size=64', 'apps/bench/dist/main.js', ...process.argv.slice(2)],
    {
      show: true,
      limitSeconds: 1200,
    },
  );
  process.exitCode = ok ? 0 : 1;
};

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
