import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import * as fc from 'fast-check';
import { Decimal } from 'decimal.js';
import { Database, PersistenceModule } from '@concord/persistence';
import { useStack } from '@concord/testing';
import { BalancesRepository } from '../src/flows/api/balances.repository';
import { FlowKeeper } from '../src/flows/documents/flow-keeper';
import type { FlowDocument } from '../src/flows/documents/flow-document';
import { foldDocument } from '../src/flows/documents/fold-document';
import { joinAll, measures, type Evidence } from '../src/flows/evidence/evidence';
import { flowMigrations } from '../src/flows/migrations/flow-tables.migration';
import { ArrivalsRepository } from '../src/flows/storage/arrivals.repository';
import { CodesRepository } from '../src/flows/storage/codes.repository';
import { contentOf, DocumentsRepository } from '../src/flows/storage/documents.repository';
import { EvidenceRepository } from '../src/flows/storage/evidence.repository';
import { NamesRepository } from '../src/flows/storage/names.repository';
import { QueuesRepository } from '../src/flows/storage/queues.repository';
import { salesFlow } from './model/sales-flow';

const repositories = [ArrivalsRepository, CodesRepository, DocumentsRepository, EvidenceRepository, NamesRepository, QueuesRepository];
const cents = fc.integer({ min: -100_000, max: 100_000 }).map((value) => new Decimal(value).div(100).toFixed(2));

/** What happens to one of a few sales: `n` says to which, and so which line and journal line. */
const step = fc.oneof(
  fc.record({
    source: fc.constant(0),
    n: fc.nat(3),
    amount: fc.option(cents, { nil: null }),
    voucher: fc.option(fc.constant('V'), { nil: null }),
  }),
  fc.record({
    source: fc.constant(2),
    n: fc.nat(3),
    amount: fc.option(cents, { nil: null }),
    voucher: fc.option(fc.constant('V'), { nil: null }),
  }),
  fc.record({ source: fc.constant(3), n: fc.nat(3), amount: fc.option(cents, { nil: null }), voucher: fc.constant(null) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** `amount` null: the record is deleted. Journal lines know the sale through the name of its line only. */
const evidenceOf = ({ source, n, amount, voucher }: Step, at: number): Evidence => {
  const sales = `sale-${n}`;
  const rows = [
    { saleid: sales, project: `P-${n % 2}`, currency: 'EUR', quantity: '1', amount, voucher, accountingamount: amount },
    {},
    { dataAreaId: 'usmf', LineId: `L-${n}`, SaleId: sales, Project: `P-${n % 2}`, Currency: 'EUR', Amount: amount, Voucher: voucher },
    { dataAreaId: 'usmf', JournalLine: `J-${n}`, LineId: `L-${n}`, Account: '110180', Amount: amount },
  ];
  const found = salesFlow.sources[source]?.observe({
    record: `${source}-${n}`,
    version: BigInt(at + 1),
    at,
    row: amount === null ? null : (rows[source] ?? null),
  });
  if (!found) throw new Error(`no source ${source}`);
  return found;
};

describe('documents in the database', () => {
  const stack = useStack();
  let close: () => Promise<void>;
  let database: Database;
  let keeper: FlowKeeper;
  let queues: QueuesRepository;
  let balances: BalancesRepository;

  beforeAll(async () => {
    @Module({
      imports: [PersistenceModule.forRoot({ url: stack.postgresUrl, schema: 'spec_flows', migrations: flowMigrations })],
      providers: [...repositories, FlowKeeper, BalancesRepository],
    })
    class Storage {}
    const app = await NestFactory.createApplicationContext(Storage, { logger: false });
    [database, keeper, queues, balances] = [app.get(Database), app.get(FlowKeeper), app.get(QueuesRepository), app.get(BalancesRepository)];
    close = () => app.close();
  });
  afterAll(() => close());

  const foldTouched = (): Promise<void> =>
    database.transaction(async (tx) => {
      const touched = await queues.take(tx, 'touched', ['sales'], 1_000);
      await keeper.fold(
        tx,
        salesFlow,
        touched.map(({ document }) => document),
        false,
        0,
      );
    });

  const forgetAll = async (): Promise<void> => {
    for (const table of ['evidence', 'name', 'given_name', 'document', 'touched', 'outbox']) await database.query(`TRUNCATE flow_${table}`);
  };

  it('are folded again for what is told of them while somebody folds them (I2)', async () => {
    await forgetAll();
    const told = (voucher: 'V' | null, at: number): Evidence => evidenceOf({ source: 0, n: 1, amount: '1', voucher }, at);
    await database.transaction((tx) => keeper.take(tx, salesFlow, [told(null, 0)]));
    let commit: () => void = () => undefined;
    const mayCommit = new Promise<void>((resolve) => (commit = resolve));
    let later: Promise<void> = Promise.resolve();
    await new Promise<void>((stored) => {
      later = database.transaction(async (tx) => {
        await keeper.take(tx, salesFlow, [told('V', 1)]);
        stored();
        await mayCommit;
      });
    });
    await foldTouched();
    commit();
    await later;
    await foldTouched();

    const expected = foldDocument(salesFlow, 'sale-1', joinAll([told(null, 0), told('V', 1)]), {
      codeOf: () => undefined,
      isThere: () => true,
      now: 0,
    });
    expect(await database.query(`SELECT document, content FROM flow_document`)).toEqual([
      { document: 'sale-1', content: contentOf(expected) },
    ]);
  });

  it('are what their evidence makes, whatever its order, its repetition and its batches, and balances are their sums to the cent (I1)', async () => {
    const histories = fc.array(step, { minLength: 1, maxLength: 14 }).chain((steps) => {
      const all = steps.map(evidenceOf);
      const anyOrder = fc
        .tuple(fc.shuffledSubarray(all, { minLength: all.length }), fc.shuffledSubarray(all))
        .map(([once, again]) => [...once, ...again]);
      return fc.record({ all: fc.constant(all), anyOrder, cuts: fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }) });
    });
    await fc.assert(
      fc.asyncProperty(histories, async ({ all, anyOrder, cuts }) => {
        await forgetAll();
        let batch: Evidence[] = [];
        for (const [place, one] of anyOrder.entries()) {
          batch.push(one);
          if (!cuts[place] && place < anyOrder.length - 1) continue;
          const taken = batch;
          batch = [];
          await database.transaction((tx) => keeper.take(tx, salesFlow, taken));
          if (cuts[place + 1]) await foldTouched();
        }
        await foldTouched();

        const joined = joinAll(all);
        // A name leads to its document while any version of the line that has a row was seen.
        const leads = new Map(joined.flatMap(({ reading }) => (reading?.names ?? []).map((name) => [name, reading?.document ?? null])));
        const expected = [0, 1, 2, 3].flatMap((n) => {
          const own = joined.filter(({ reading }) => (reading?.document ?? leads.get(reading?.through ?? '')) === `sale-${n}`);
          return own.length === 0
            ? []
            : [foldDocument(salesFlow, `sale-${n}`, own, { codeOf: () => undefined, isThere: () => true, now: 0 })];
        });
        const stored = await database.query<{ document: string; content: string }>(
          `SELECT document, content FROM flow_document WHERE content <> '' ORDER BY document`,
        );
        expect(stored.map(({ content }) => JSON.parse(content) as object)).toEqual(
          expected.map((one) => JSON.parse(contentOf(one)) as object),
        );

        for (const balance of await balances.of(salesFlow, ['project'], [])) {
          // Companies whose accounting currency is not known are never added up.
          const isOfGroup = (name: string, { dimensions }: FlowDocument): boolean => dimensions[name] === balance.dimensions[name];
          const own = expected.filter(
            (one) => one.stage !== null && ['project', 'currency', 'company'].every((name) => isOfGroup(name, one)),
          );
          expect(balance.documents).toBe(own.length);
          for (const measure of measures) {
            const entered = own.reduce((sum, one) => sum.plus(one.entered[measure] ?? 0), new Decimal(0));
            expect(new Decimal(balance.entered[measure] ?? 0).equals(entered)).toBe(true);
            for (const { stage, balance: left } of balance.stages) {
              const there = own.reduce(
                (sum, one) => sum.plus(one.stages.find((s) => s.stage === stage)?.amounts[measure] ?? 0),
                new Decimal(0),
              );
              expect(new Decimal(left[measure] ?? 0).equals(entered.minus(there))).toBe(true);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
