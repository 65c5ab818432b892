import { length } from 'class-validator';

type Test = (value: unknown) => boolean;

/** Without surrogates and variation selectors: there the length of a text is the number of its code units. */
const oneUnitEach = /^[\0-\ud7ff]*$/;

/**
 * What class-validator's commonest rules decide, by their names, with nothing made on the way: its own take an object of arguments, and match where
 * a test would do. Undefined: the rule's own is asked.
 */
const makers: Readonly<Record<string, (constraints: readonly unknown[]) => Test | undefined>> = {
  isString: () => (value) => typeof value === 'string',
  isInt: () => Number.isInteger,
  isBoolean: () => (value) => value === true || value === false,
  isObject: () => (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  isIn: ([values]) => (Array.isArray(values) ? (value) => values.indexOf(value) >= 0 : undefined),
  matches: ([pattern, modifiers]) =>
    pattern instanceof RegExp && modifiers === undefined && !pattern.global && !pattern.sticky
      ? (value) => typeof value === 'string' && pattern.test(value)
      : undefined,
  isLength: ([least, most]) => {
    if (typeof least !== 'number' || typeof most !== 'number') return undefined;
    return (value) =>
      typeof value === 'string' && (oneUnitEach.test(value) ? value.length >= least && value.length <= most : length(value, least, most));
  },
};

export const plainRule = (name: string | undefined, constraints: readonly unknown[]): Test | undefined =>
  name === undefined ? undefined : makers[name]?.(constraints);
