import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { installDependencies } from './workspace/install.mjs';
import { endRunningWhenInterrupted, isInterrupted } from './workspace/run.mjs';
import { buildApps, buildTesting } from './start/build.mjs';
import { activateDataEvents } from './start/data-events.mjs';
import { readOptions } from './start/options.mjs';
import { removeRunFile, runFile, takeRunFile, writeRunFile } from './start/run-file.mjs';
import { runFolder } from './start/run-folder.mjs';
import { heading, say, step, table } from './start/screen.mjs';
import { serviceGroups, usesSimulator } from './start/services.mjs';
import { Supervisor } from './start/supervisor.mjs';
import { watchStack } from './start/watch-stack.mjs';

/** What has been started so far, the newest last: each a function that ends it. */
const started = [];

const endAll = async () => {
  while (started.length > 0) {
    await started
      .pop()()
      .catch((error) => console.error(error.message));
  }
};

const main = async () => {
  const options = readOptions(process.argv.slice(2));
  takeRunFile();
  started.push(async () => removeRunFile());
  endRunningWhenInterrupted({
    tidyUp: async () => {
      say('\nEnding what was started here ...');
      await endAll();
      say('Nothing of it runs any more.');
    },
    orderly: true,
  });

  heading('Concord');
  await step('dependencies', installDependencies);
  await step('local stack', buildTesting);
  const testing = createRequire(import.meta.url)('@concord/testing');
  for (const leftover of await testing.endLeftovers()) say(`  ended ${leftover}, left behind by a run that was killed`);
  for (const { name, port, variable } of serviceGroups({ brokers: [], postgresUrl: '' }).flat()) {
    await testing.requireFreePort(port, name, variable);
  }
  const [stack] = await both(
    step('Kafka and PostgreSQL', () => startStack(testing)),
    step('build', () => buildApps(apps())),
  );

  const runs = { kafka: { brokers: stack.kafka.brokers }, postgres: { url: stack.postgres.url } };
  const supervisor = new Supervisor(testing, () => writeRunFile({ ...runs, processes: [...supervisor.processes, ...servers(stack)] }));
  started.push(() => supervisor.stop());
  const groups = serviceGroups({ brokers: stack.kafka.brokers, postgresUrl: stack.postgres.url });
  for (const group of groups) {
    await Promise.all(group.map((service) => step(service.name, () => startService(supervisor, service))));
  }
  const byName = Object.fromEntries(groups.flat().map((service) => [service.name, service]));
  if (usesSimulator()) await step('data events', () => activateDataEvents(byName.simulator, byName.gateway));
  const stopWatching = watchStack(stack, () => writeRunFile({ ...runs, processes: [...supervisor.processes, ...servers(stack)] }));
  started.push(async () => stopWatching());

  heading(`What runs (and in ${relative(process.cwd(), runFile)})`);
  table(['name', 'pid', 'port', 'log'], [...supervisor.processes, ...servers(stack)]);
  if (options.demo && usesSimulator()) {
    const { tellStory } = await import('./start/story.mjs'); // only now: it uses what has been installed above
    await tellStory(byName);
  }
  say('\nCtrl-C ends all of it.');
};

const apps = () =>
  serviceGroups({ brokers: [], postgresUrl: '' })
    .flat()
    .map(({ app }) => app);

/** Both at once; when one fails the other is waited for, so that what it starts is known and can be ended. */
const both = async (...works) => {
  const results = await Promise.allSettled(works);
  const failed = results.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
  return results.map(({ value }) => value);
};

const startStack = async (testing) => {
  const data = join(runFolder, 'data');
  // The simulator begins anew each time: what Concord remembers of its former life would only contradict it.
  if (usesSimulator()) rmSync(data, { recursive: true, force: true });
  const stack = await testing.startStack({ data, ports: 'documented', onProgress: (message) => say(`  ${message}`) });
  started.push(() => stack.stop());
  if (isInterrupted()) await endAll(); // while it started
  return stack;
};

const startService = async (supervisor, service) => {
  await supervisor.start(service);
  return `http://127.0.0.1:${service.port}`;
};

const servers = ({ kafka, postgres }) => [
  { name: 'kafka', pid: kafka.pid ?? null, port: kafka.port, log: kafka.log ?? null },
  { name: 'postgres', pid: postgres.pid ?? null, port: postgres.port, log: postgres.log ?? null },
];

main().catch(async (error) => {
  if (isInterrupted()) return;
  console.error(`\n${error.message}`);
  await endAll();
  process.exit(1);
});
