import { resolve } from 'node:path';
import { root } from '../workspace/root.mjs';

/** Data, logs and the list of what runs. CONCORD_FOLDER moves it: whoever wants a second Concord beside the first gives that another one. */
export const runFolder = resolve(root, process.env.CONCORD_FOLDER ?? '.concord');
