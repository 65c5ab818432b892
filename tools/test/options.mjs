import { parseArgs } from 'node:util';

export const kinds = ['unit', 'int', 'e2e'];

/**
 * `npm test`, `npm test -- --only int`, `npm test -- echo`: everything, one kind of specs, the specs whose path matches.
 *
 * @returns {{ kinds: string[], pattern: string, withChecks: boolean }}
 */
export const readOptions = (args) => {
  const { values, positionals } = parseArgs({ args, options: { only: { type: 'string' } }, allowPositionals: true });
  if (values.only !== undefined && !kinds.includes(values.only)) {
    throw new Error(`--only ${values.only} is none of ${kinds.join(', ')}.`);
  }
  return {
    kinds: values.only ? [values.only] : kinds,
    pattern: positionals.join('|'),
    withChecks: values.only === undefined && positionals.length === 0,
  };
};
