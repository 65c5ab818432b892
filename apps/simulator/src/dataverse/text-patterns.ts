import type { TextTest } from '../odata/dialect';

/** Dataverse hands text conditions to SQL's LIKE: `%`, `_`, `[a-c]` and `[^x]` are wildcards. */
export const hasWildcard = (text: string): boolean => /[%_[]/.test(text);

/** Letter case and trailing blanks do not count. A pattern that is not well formed matches literally. */
export const likeMatcher = (pattern: string, how: TextTest): ((text: string) => boolean) => {
  const before = how === 'contains' || how === 'endswith' ? '[\\s\\S]*' : '';
  const after = how === 'contains' || how === 'startswith' ? '[\\s\\S]*' : '\\s*';
  const expression = new RegExp(`^${before}${translate(pattern)}${after}$`, 'i');

  return (text) => expression.test(text);
};

const translate = (pattern: string): string => {
  let result = '';
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern[index]!;
    const close = character === '[' ? pattern.indexOf(']', index + 2) : -1;
    if (character === '%')
      result += result.endsWith('[\\s\\S]*') ? '' : '[\\s\\S]*'; // a run of them would backtrack for ever
    else if (character === '_') result += '[\\s\\S]';
    else if (close > 0) {
      const inner = pattern.slice(index + 1, close);
      const negated = inner.startsWith('^');
      result += `[${negated ? '^' : ''}${safeClass(negated ? inner.slice(1) : inner)}]`;
      index = close;
    } else result += character.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  }
  return result;
};

/** Ranges stay ranges when they run upwards; everything else is literal. */
const safeClass = (inner: string): string => {
  let result = '';
  for (let index = 0; index < inner.length; index += 1) {
    const [from, dash, to] = [inner[index]!, inner[index + 1], inner[index + 2]];
    if (dash === '-' && to !== undefined && from <= to) {
      result += `${escapeInClass(from)}-${escapeInClass(to)}`;
      index += 2;
    } else result += escapeInClass(from);
  }
  return result === '' ? '\\s\\S' : result;
};

const escapeInClass = (character: string): string => (/[\\\]^-]/.test(character) ? `\\${character}` : character);
