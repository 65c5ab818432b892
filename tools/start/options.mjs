import { parseArgs } from 'node:util';

/** `npm start` plays the story; `npm start -- --no-demo` starts the services alone. */
export const readOptions = (args) => {
  const { values } = parseArgs({ args, options: { 'no-demo': { type: 'boolean', default: false } } });
  return { demo: !values['no-demo'] };
};
