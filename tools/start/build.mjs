import { nodeTool } from '../workspace/node-tool.mjs';
import { run } from '../workspace/run.mjs';

/** The local stack alone: it starts while the rest is built. */
export const buildTesting = () => build(nodeTool('tsc', '-b', 'libs/testing/tsconfig.lib.json'));

/** The apps and what they need; Nx skips what has not changed. */
export const buildApps = (apps) => build(nodeTool('nx', 'run-many', '-t', 'build', '-p', apps.map((app) => `@concord/${app}`).join(',')));

const build = async (command) => {
  const { ok, output } = await run(command);
  if (!ok) throw new Error(`The build failed:\n${output}`);
  return 'built';
};
