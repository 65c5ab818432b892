import fc from 'fast-check';
import { filter as oracle } from 'odata-v4-parser';
import { parseFilter } from './expression-parser';

// A public parser that nobody here wrote, as an oracle for the part of the grammar that it knows. What it refuses proves nothing: it takes
// `name eq '` for complete, and `a eq 1 and(b eq 2)`, which services read, for broken.
const accepts = (parse: (text: string) => unknown, text: string): boolean => {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
};

const path = fc.constantFrom('name', 'nav/name', 'nav/other/name', '_parent_value');
const literal = fc.oneof(
  fc.constantFrom(
    'null',
    'true',
    'false',
    '1',
    '-1',
    '1.5',
    '2026-03-01',
    '2026-03-01T08:00:00Z',
    '5b0a4c1e-7f35-4f4c-9a52-d9f2a1c0e001',
    "'it''s'",
    "''",
  ),
  fc.integer({ min: -100_000, max: 100_000 }).map(String),
  fc.stringMatching(/^[A-Za-z0-9 ]{0,6}$/).map((text) => `'${text}'`),
);
const operator = fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le');
const comparison = fc.tuple(path, operator, literal).map((parts) => parts.join(' '));
const call = fc.tuple(fc.constantFrom('contains', 'startswith', 'endswith'), path).map(([name, column]) => `${name}(${column},'x')`);
const arithmetic = fc
  .tuple(path, fc.constantFrom('add', 'sub', 'mul', 'div', 'mod'), operator)
  .map(([column, sign, compare]) => `${column} ${sign} 2 ${compare} 4`);
const lambda = fc
  .tuple(fc.constantFrom('any', 'all'), operator)
  .map(([quantifier, compare]) => `nav/items/${quantifier}(i:i/name ${compare} 'x')`);
const { filter } = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small' },
    comparison,
    call,
    arithmetic,
    lambda,
    fc.constant('nav/items/any()'),
    fc.tuple(tie('filter'), fc.constantFrom('and', 'or'), tie('filter')).map((parts) => parts.join(' ')),
    tie('filter').map((inner) => `(${inner})`),
    tie('filter').map((inner) => `not (${inner})`),
  ),
}));

describe('$filter against odata-v4-parser', () => {
  it('reads what the oracle reads', () => {
    fc.assert(
      fc.property(filter, (text) => {
        expect([text, accepts(oracle, text)]).toEqual([text, true]);
        expect([text, accepts(parseFilter, text)]).toEqual([text, true]);
      }),
      { numRuns: 300, seed: 11 },
    );
  });
});
