import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { run } from './run.mjs';

/**
 * Installs exactly what the lock file says, unless it is there already. Nothing may be imported here, or by whoever calls it before,
 * that is not part of Node.
 *
 * @returns {Promise<'installed' | 'up to date'>}
 */
export const installDependencies = async () => {
  if (isInstalled()) return 'up to date';
  const { ok } = await run(['npm', 'ci', '--no-audit', '--no-fund'], { show: true, limitSeconds: 1200 });
  if (!ok) throw new Error('`npm ci` failed; its messages are above. It needs Node 20.11 or newer, and the npm registry.');
  return 'installed';
};

/** Compares what npm says it installed with the lock, package by package: file times say nothing after a fresh clone. */
const isInstalled = () => {
  const installed = packagesOf('node_modules/.package-lock.json');
  const wanted = packagesOf('package-lock.json');
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional, peer, link }]) =>
      !path.startsWith('node_modules/') || // the workspaces themselves
      optional || // for another platform, perhaps
      peer ||
      (installed[path] && installed[path].version === version && Boolean(installed[path].link) === Boolean(link)),
  );
};

const packagesOf = (file) => {
  const path = join(root, file);
  if (!existsSync(path)) return undefined;
  return JSON.parse(readFileSync(path, 'utf8')).packages;
};
