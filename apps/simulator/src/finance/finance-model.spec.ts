import fc from 'fast-check';
import { FinanceUnderTest } from '../../test/finance-under-test';

interface Step {
  readonly kind: 'create' | 'update' | 'delete';
  readonly company: string;
  readonly code: string;
  readonly text: string;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('create' as const, 'create' as const, 'update' as const, 'delete' as const),
  company: fc.constantFrom('usmf', 'USSI', 'demf'),
  code: fc.constantFrom('a', 'A', 'b', 'B ', 'c/1', "d'"),
  text: fc.constantFrom('', 'x', 'Y', 'x y'),
});

const groups = fc.array(fc.record({ atomic: fc.boolean(), steps: fc.array(step, { minLength: 1, maxLength: 5 }) }), { maxLength: 30 });

/** Plain maps beside the simulator: what each step must answer, and what must be there afterwards. */
class Model {
  rows = new Map<string, { company: string; text: string }>();

  /** The status of a step; the rows change only when it succeeds. */
  apply({ kind, company, code, text }: Step): number {
    const key = `${company.toLowerCase()} ${code.trimEnd().toLowerCase()}`;
    const exists = this.rows.has(key);
    if (kind === 'create') {
      if (exists) return 400;
      this.rows.set(key, { company: company.toLowerCase(), text });
      return 201;
    }
    if (!exists) return 400;
    if (kind === 'delete') this.rows.delete(key);
    else this.rows.set(key, { company: company.toLowerCase(), text });
    return 204;
  }
}

const urlOf = ({ company, code }: Step): string =>
  `/data/Things(dataAreaId='${company}',Code='${encodeURIComponent(code.replaceAll("'", "''"))}')?cross-company=true`;

const send = (under: FinanceUnderTest, step: Step): number => {
  if (step.kind === 'create')
    return under.call('POST', '/data/Things', { dataAreaId: step.company, Code: step.code, Text: step.text }).status;
  return under.call(step.kind === 'update' ? 'PATCH' : 'DELETE', urlOf(step), step.kind === 'update' ? { Text: step.text } : undefined)
    .status;
};

const requestOf = (step: Step, id: string) => ({
  id,
  atomicityGroup: 'g',
  method: step.kind === 'create' ? 'POST' : step.kind === 'update' ? 'PATCH' : 'DELETE',
  url: step.kind === 'create' ? '/data/Things' : urlOf(step),
  ...(step.kind === 'create' ? { body: { dataAreaId: step.company, Code: step.code, Text: step.text } } : {}),
  ...(step.kind === 'update' ? { body: { Text: step.text } } : {}),
});

const rowsOf = (under: FinanceUnderTest, query: string): { dataAreaId: string; Code: string; Text: string }[] =>
  (
    JSON.parse(under.call('GET', `/data/Things?${query}`).body.toString()) as {
      value: { dataAreaId: string; Code: string; Text: string }[];
    }
  ).value;

describe('The store under Finance', () => {
  it('agrees with plain maps after any sequence of writes, single and in change sets, that are all or none', () => {
    fc.assert(
      fc.property(groups, (sequence) => {
        const under = new FinanceUnderTest();
        under.finance.define([
          {
            entitySetName: 'Things',
            key: ['dataAreaId', 'Code'],
            columns: [
              { name: 'Code', type: 'String' },
              { name: 'Text', type: 'String' },
            ],
          },
        ]);
        let model = new Model();
        for (const { atomic, steps } of sequence) {
          if (!atomic) {
            for (const one of steps) expect(send(under, one)).toBe(model.apply(one));
            continue;
          }
          const tried = new Model();
          tried.rows = new Map(model.rows);
          const all = steps.every((one) => tried.apply(one) < 400);
          const answer = under.call(
            'POST',
            '/data/$batch',
            { requests: steps.map((one, index) => requestOf(one, String(index))) },
            { 'content-type': 'application/json' },
          );
          const { responses } = JSON.parse(answer.body.toString()) as { responses: { status: number }[] };
          expect(responses.every(({ status }) => status < 400)).toBe(all);
          if (all) model = tried;
        }
        const shown = (rows: { dataAreaId: string; Code: string; Text: string }[]) =>
          rows.map((row) => `${row.dataAreaId} ${row.Code.trimEnd().toLowerCase()} ${row.Text}`).sort();
        const expected = (wanted: (company: string) => boolean) =>
          [...model.rows]
            .filter(([, { company }]) => wanted(company))
            .map(([key, { text }]) => `${key} ${text}`)
            .sort();
        expect(shown(rowsOf(under, 'cross-company=true'))).toEqual(expected(() => true));
        expect(shown(rowsOf(under, ''))).toEqual(expected((company) => company === 'usmf'));
        expect(shown(rowsOf(under, "cross-company=true&$filter=Text eq 'X'&$orderby=Text desc,Code"))).toEqual(
          [...model.rows]
            .filter(([, { text }]) => text.toLowerCase() === 'x')
            .map(([key, { text }]) => `${key} ${text}`)
            .sort(),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
