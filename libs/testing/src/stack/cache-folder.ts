import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where downloaded parts live, outside every checkout: `CONCORD_CACHE`, else `~/.cache/concord`. */
export const cacheFolder = (): string => resolve(process.env['CONCORD_CACHE'] ?? join(homedir(), '.cache', 'concord'));
