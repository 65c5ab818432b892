import type { FilterDialect } from '../../odata/dialect';
import { ODataProblem } from '../../odata/http';
import { foldText } from '../../odata/row-key';

const operators = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'add', 'sub', 'mul', 'div', 'divby', 'mod']);

/**
 * Finance's part of the filter grammar: the documented operators and the wildcard, neither `in` nor `has` nor lambdas. Text functions
 * are refused unless the switch `filterFunctions` lets them work, as they do on some entities. Source: finance-api.md 2.5.
 */
export const financeDialect = (allowFunctions: boolean): FilterDialect => ({
  operators,
  textFunctions: allowFunctions,
  lambda: false,
  hasWildcard: (text, how) => how === 'equals' && text.includes('*'),
  matcher: wildcardMatcher,
  namedCall: (name) => {
    throw new ODataProblem('unsupported', `An unknown function with name '${name}' was found.`);
  },
  unknownProperty: (name, table) =>
    new ODataProblem(
      'unknown-property',
      `Could not find a property named '${name}' on type 'Microsoft.Dynamics.DataEntities.${table.entityType}'.`,
    ),
  unsupported: (feature) => new ODataProblem('unsupported', `The query specified in the URI is not valid: ${feature} is not supported.`),
});

/** `*` stands for any text, wherever it is; the rest compares as the database does, without letter case. */
const wildcardMatcher = (pattern: string): ((text: string) => boolean) => {
  const parts = foldText(pattern).split('*');
  const first = parts[0]!;
  const last = parts[parts.length - 1]!;
  return (text) => {
    const folded = foldText(text);
    if (!folded.startsWith(first)) return false;
    let at = first.length;
    for (const part of parts.slice(1, -1)) {
      const found = folded.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return folded.length - last.length >= at && folded.endsWith(last);
  };
};
