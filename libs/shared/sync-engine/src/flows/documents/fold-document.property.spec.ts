import * as fc from 'fast-check';
import { Decimal } from 'decimal.js';
import { folded, id, journalLine, line, link, sale } from '../../../test/model/given-document';
import { invoicesFlow, salesFlow } from '../../../test/model/sales-flow';
import { join, joinAll, type Evidence } from '../evidence/evidence';
import { foldDocument } from './fold-document';

const cents = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((value) => new Decimal(value).div(100).toFixed(2));
const text = fc.option(fc.constantFrom('V-1', 'V-2'), { nil: null });

/** A history: messages in the order in which the systems told them, each record with growing versions. */
const history: fc.Arbitrary<Evidence[]> = fc
  .array(
    fc.oneof(
      fc.record({ amount: cents, voucher: text, skip: fc.boolean(), accountingamount: cents }).map((row) => (at: number) => sale(at, row)),
      fc.constant((at: number) => sale(at, null)),
      fc.constantFrom('synced' as const, 'failed' as const, 'waiting' as const).map((status) => (at: number) => link(at, { status })),
      fc.record({ Amount: cents, Voucher: text, AccountingAmount: cents }).map((row) => (at: number) => line(at, row)),
      fc.record({ Amount: cents }).map((row) => (at: number) => journalLine(at, row)),
      fc.constant((at: number) => journalLine(at, null)),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((steps) => steps.map((step, place) => step(place * 10)));

/** The same messages in any order, some of them more than once. */
const shuffled = (all: readonly Evidence[]): fc.Arbitrary<Evidence[]> =>
  fc
    .tuple(fc.shuffledSubarray([...all], { minLength: all.length }), fc.shuffledSubarray([...all]))
    .map(([once, again]) => [...once, ...again]);

describe('whatever the order, the repetition and the parting into batches (I1)', () => {
  it('the same evidence makes the same document', () => {
    const cases = history.chain((all) => fc.tuple(fc.constant(all), shuffled(all), fc.integer({ min: 0, max: 200 })));
    fc.assert(
      fc.property(cases, ([inOrder, anyOrder, now]) => {
        expect(folded(anyOrder, now)).toEqual(folded(inOrder, now));
        // Batch by batch, as it is stored: joining is associative.
        const stored = anyOrder.reduce<Evidence[]>((known, one) => joinAll([...known, one]), []);
        expect(foldDocument(salesFlow, id, stored, { codeOf: () => undefined, isThere: () => true, now })).toEqual(folded(inOrder, now));
      }),
      { numRuns: 500 },
    );
  });

  it('joining is commutative and idempotent', () => {
    fc.assert(
      fc.property(history, (all) => {
        for (const one of all)
          for (const other of all.filter(({ source, record }) => source === one.source && record === one.record)) {
            expect(join(one, other)).toEqual(join(other, one));
            expect(join(join(one, other), other)).toEqual(join(one, other));
          }
      }),
    );
  });
});

describe('a document of several records, as an invoice with its lines', () => {
  const [headers, lines] = invoicesFlow.sources;
  const header = headers?.observe({ record: 'h', version: 1n, at: 0, row: { saleid: id } }) as Evidence;
  const lineOf = (record: number, Amount: string, Voucher: string | null): Evidence =>
    lines?.observe({ record: String(record), version: 1n, at: record, row: { SaleId: id, Amount, Voucher } }) as Evidence;

  it('reaches a stage with the last of them, and its amount is the sum of all, to the cent', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cents, fc.boolean()), { minLength: 1, maxLength: 20 }), (all) => {
        const document = folded([header, ...all.map(([amount, posted], n) => lineOf(n, amount, posted ? 'V' : null))], 0, {}, invoicesFlow);
        const isPosted = all.every(([, posted]) => posted);
        expect(document.stage).toBe(isPosted ? 'posted' : 'made');
        const sum = all.reduce((total, [amount]) => total + BigInt(new Decimal(amount).times(100).toFixed(0)), 0n);
        const told = document.stages[1]?.amounts.amount;
        expect(told === undefined ? undefined : BigInt(new Decimal(told).times(100).toFixed(0))).toBe(isPosted ? sum : undefined);
      }),
    );
  });
});
