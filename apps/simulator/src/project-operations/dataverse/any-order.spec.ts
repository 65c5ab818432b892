import fc from 'fast-check';
import { ActionRefused } from '../../control/action-routes';
import type { Row } from '../../odata/model';
import { ProjectWorld } from '../../../test/project-world';
import { sumOf } from './amounts';

const projects = ['P-TM', 'P-FP', 'P-SPLIT', 'P-GBP', 'P-INT'];
const contracts = ['C-TM', 'C-SPLIT', 'C-GBP'];
const people = ['Bob', 'Ewa', 'Sue'];

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('book' as const), a: fc.nat(4), b: fc.nat(2), minutes: fc.integer({ min: 1, max: 600 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('recall' as const, 'correct' as const),
      a: fc.nat(50),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('confirm' as const, 'revise' as const), a: fc.nat(50) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('draft' as const), a: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cut' as const), a: fc.nat(50), b: fc.integer({ min: 0, max: 100 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('contract' as const), a: fc.nat(2) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Somebody does something; a refusal is an answer like any other. */
const perform = (world: ProjectWorld, { do: what, ...given }: Step): void => {
  const pick = <T>(items: readonly T[], index: number): T | undefined => items[items.length === 0 ? 0 : index % items.length];
  const idOf = (rows: readonly Row[], column: string, index: number): string => String(pick(rows, index)?.[column] ?? 'nobody');
  const { a, b, minutes } = { b: 0, minutes: 60, ...given };
  if (what === 'book') world.book(String(minutes / 60), { project: projects[a], resource: people[b] }, b === 1 ? 1 : undefined);
  if (what === 'recall') world.act('recall-time', { entries: idOf(world.rows('msdyn_timeentries'), 'msdyn_timeentryid', a) });
  if (what === 'correct') {
    const { journal } = world.act('create-correction-journal', {
      actuals: idOf(world.rows('msdyn_actuals'), 'msdyn_actualid', a),
      quantity: 3,
    });
    world.act('confirm-journal', { journal });
  }
  if (what === 'draft') {
    world.act('mark-ready-to-invoice', { contract: contracts[a] });
    world.act('create-invoice', { contract: contracts[a] });
  }
  if (what === 'cut') {
    const detail = pick(world.rows('msdyn_invoicelinetransactions'), a);
    const quantity = Math.floor(Number(detail?.['msdyn_quantity'] ?? 0) * b) / 100;
    world.act('change-invoice-line', { lineDetail: detail?.['msdyn_invoicelinetransactionid'] ?? 'none', quantity });
  }
  if (what === 'confirm') world.act('confirm-invoice', { invoice: idOf(world.rows('invoices'), 'invoiceid', a) });
  if (what === 'revise') world.act('revise-invoice', { invoice: idOf(world.rows('invoices'), 'invoiceid', a) });
  if (what === 'contract') {
    const contract = world.rows('salesorders').find(({ name }) => name === contracts[a])!;
    world.simulator.dataverse.seed('salesorders', [{ salesorderid: contract['salesorderid'], msdyn_psastatusreason: 192350000 }]);
    world.act('confirm-contract', { contract: contracts[a] });
    world.simulator.advanceClock(61);
  }
};

const [cost, unbilled, billed] = [192350000, 192350005, 192350006];
const [adjusted, unadjustable] = [192350001, 192350002];
const posted = 192350002;

/** By currency, as decimal text. */
const sums = (rows: readonly Row[]): Record<string, string> => {
  const byCurrency = new Map<string, string[]>();
  for (const row of rows) {
    const key = String(row['_transactioncurrencyid_value']);
    byCurrency.set(key, [...(byCurrency.get(key) ?? []), String(row['msdyn_amount'])]);
  }
  return Object.fromEntries([...byCurrency].map(([key, amounts]) => [key, sumOf(amounts)] as const).filter(([, sum]) => sum !== '0'));
};

const check = (world: ProjectWorld): void => {
  const actuals = world.rows('msdyn_actuals');
  const of = (type: number): Row[] => actuals.filter((row) => row['msdyn_transactiontypecode'] === type);
  const live = (rows: readonly Row[]): Row[] => rows.filter((row) => row['msdyn_adjustmentstatus'] === null);
  for (const type of [cost, billed, 192350007, 192350008]) expect([type, sums(of(type))]).toEqual([type, sums(live(of(type)))]);
  expect(sums(of(unbilled))).toEqual(sums(live(of(unbilled)).filter((row) => row['msdyn_billingstatus'] !== posted)));

  const skipped = actuals.filter((row) => row['msdyn_skipsync'] === true);
  for (const row of skipped) {
    const isTransition = row['msdyn_istransition'] === true && row['msdyn_adjustmentstatus'] === unadjustable;
    const isLent = row['_msdyn_resourceorganizationalunitid_value'] !== row['_msdyn_contractorganizationalunitid_value'];
    expect(isTransition || isLent).toBe(true);
  }
  const byId = new Map(actuals.map((row) => [String(row['msdyn_actualid']), row]));
  for (const { one, two, role1 } of world.connections()) {
    expect(byId.has(one) && byId.has(two)).toBe(true);
    if (role1 !== 'Reversing') continue;
    expect(sumOf([String(byId.get(one)!['msdyn_amount']), String(byId.get(two)!['msdyn_amount'])])).toBe('0');
    expect([adjusted, null]).toContain(byId.get(two)!['msdyn_adjustmentstatus']);
  }
};

it('whatever people do, in any order: what was taken back is nought, and what is left is open or billed (D1 to D7, D11 to D14)', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 30 }), (steps) => {
      const world = new ProjectWorld();
      // Something to begin with: an invoice to confirm, and one on its way.
      const begun: Step[] = [0, 2, 3].map((a) => ({ do: 'book', a, b: 0, minutes: 480 }));
      begun.push({ do: 'draft', a: 0 }, { do: 'draft', a: 1 }, { do: 'confirm', a: 0 });
      for (const each of [...begun, ...steps]) {
        try {
          perform(world, each);
        } catch (error) {
          if (!(error instanceof ActionRefused)) throw error;
        }
      }
      check(world);
    }),
    { numRuns: 20, seed: 20261125 },
  );
}, 120_000);
