/** A version 4 GUID from the simulator's random sequence. */
export const randomGuid = (random: { next(): number }): string => {
  const word = () => Math.floor(random.next() * 4294967296);
  const hex = (value: number, digits: number) => (value >>> 0).toString(16).padStart(8, '0').slice(-digits);
  const second = word();
  const third = word();

  return `${hex(word(), 8)}-${hex(second, 4)}-4${hex(second >>> 16, 3)}-${'89ab'[third >>> 30]}${hex(third, 3)}-${hex(third >>> 12, 4)}${hex(word(), 8)}`;
};

/** A GUID that a counter decides, ordered as the counter is: bulk rows need no sorting. `space` keeps tables apart. */
export const sequentialGuid = (space: number, counter: number): string =>
  `${space.toString(16).padStart(8, '0')}-0000-4000-8000-${counter.toString(16).padStart(12, '0')}`;

/** A GUID that depends on a text only, e.g. the id of a message filter. */
export const namedGuid = (text: string): string => {
  let first = 0x811c9dc5;
  let second = 0x01000193;
  for (let index = 0; index < text.length; index += 1) {
    first = Math.imul(first ^ text.charCodeAt(index), 0x01000193) >>> 0;
    second = Math.imul(second ^ text.charCodeAt(text.length - 1 - index), 0x85ebca6b) >>> 0;
  }
  const hex = (value: number, digits: number) => (value >>> 0).toString(16).padStart(8, '0').slice(-digits);

  return `${hex(first, 8)}-${hex(second >>> 16, 4)}-4${hex(second, 3)}-8${hex(first ^ second, 3)}-${hex(second, 8)}${hex(first >>> 8, 4)}`;
};

const guidPattern = /^\{?([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})\}?$/;

/** Lower case with dashes, as it is stored; `undefined` when the text is no GUID. */
export const parseGuid = (text: string): string | undefined => guidPattern.exec(text)?.[1]?.toLowerCase();

/** SQL Server's order of GUIDs: last six bytes first, then the fourth group, then the first three with their bytes reversed. */
export const compareSqlGuids = (left: string, right: string): number => {
  if (left.length !== 36 || right.length !== 36) return left < right ? -1 : left > right ? 1 : 0;
  for (const at of significance) {
    const difference = left.charCodeAt(at) - right.charCodeAt(at);
    if (difference !== 0) return difference;
  }
  return 0;
};

// Positions of hex digits from the most to the least significant.
const significance = [
  24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 19, 20, 21, 22, 16, 17, 14, 15, 11, 12, 9, 10, 6, 7, 4, 5, 2, 3, 0, 1,
] as const;
