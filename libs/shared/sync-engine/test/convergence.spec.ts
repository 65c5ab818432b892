import * as fc from 'fast-check';
import type { Row, System } from '@concord/contracts';
import { thingsMap } from './model/things.map';
import { World } from './model/world';

/** More for a longer search: `CONVERGENCE_RUNS=50000 npx jest convergence`. */
const runs = Number(process.env.CONVERGENCE_RUNS ?? 1500);

const keys = ['k1', 'k2', 'k3'];
const key = fc.constantFrom(...keys);
const text = fc.constantFrom('a', 'b', 'c', null);
const system = fc.constantFrom<System>('dataverse', 'finance');

type Step =
  | {
      readonly does: 'enter';
      readonly in: System;
      readonly key: string;
      readonly row: Row;
      readonly seen: boolean;
      readonly self?: boolean;
    }
  | { readonly does: 'edit'; readonly in: System; readonly key: string; readonly row: Row; readonly seen: boolean }
  | {
      readonly does: 'point';
      readonly column: 'parent' | 'main' | 'Main';
      readonly key: string;
      readonly to: string;
      readonly seen: boolean;
    }
  | { readonly does: 'renumber'; readonly key: string; readonly to: string; readonly seen: boolean }
  | { readonly does: 'delete'; readonly in: System; readonly key: string; readonly seen: boolean }
  | { readonly does: 'read'; readonly in: System; readonly key: string }
  | { readonly does: 'deliver'; readonly at: number; readonly how: 'take' | 'copy' | 'lose'; readonly fault: 'none' | 'refused' | 'lost' }
  | { readonly does: 'sweep' };

const dataverseRow = fc.record({ name: text, size: fc.constantFrom(1, 2, null), note: text }) as fc.Arbitrary<Row>;
const financeRow = fc.record({ Name: text, Size: fc.constantFrom('Small', 'Large', null), Cost: text }) as fc.Arbitrary<Row>;
const dataverseEdit = fc.oneof(
  fc.record({ name: text }),
  fc.record({ size: fc.constantFrom(1, 2, 9) }),
  fc.record({ note: text }),
  fc.record({ cost: text }),
  fc.record({ hidden: fc.constantFrom('Yes', null) }),
) as fc.Arbitrary<Row>;
const financeEdit = fc.oneof(
  fc.record({ Name: text }),
  fc.record({ Size: fc.constantFrom('Small', 'Large') }),
  fc.record({ Note: text }),
  fc.record({ Cost: text }),
) as fc.Arbitrary<Row>;

const seen = fc.boolean();
const inSystem = (does: 'enter' | 'edit', dataverse: fc.Arbitrary<Row>, finance: fc.Arbitrary<Row>): fc.Arbitrary<Step> =>
  fc.oneof(
    fc.record({ does: fc.constant(does), in: fc.constant('dataverse' as const), key, row: dataverse, seen, self: seen }),
    fc.record({ does: fc.constant(does), in: fc.constant('finance' as const), key, row: finance, seen, self: seen }),
  );

const people = [
  { weight: 3, arbitrary: inSystem('enter', dataverseRow, financeRow) },
  { weight: 6, arbitrary: inSystem('edit', dataverseEdit, financeEdit) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('point' as const),
      column: fc.constantFrom('parent' as const, 'main' as const, 'Main' as const),
      key,
      to: key,
      seen,
    }),
  },
];
const renumbering = { weight: 1, arbitrary: fc.record({ does: fc.constant('renumber' as const), key, to: key, seen }) };
const deleting = { weight: 1, arbitrary: fc.record({ does: fc.constant('delete' as const), in: system, key, seen }) };
const how = fc.constantFrom('take' as const, 'take' as const, 'take' as const, 'copy' as const, 'lose' as const);
const fault = fc.constantFrom('none' as const, 'none' as const, 'none' as const, 'refused' as const, 'lost' as const);
const network = [
  { weight: 2, arbitrary: fc.record({ does: fc.constant('read' as const), in: system, key }) },
  { weight: 8, arbitrary: fc.record({ does: fc.constant('deliver' as const), at: fc.nat(12), how, fault }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('sweep' as const) }) },
];

const recordOf = (world: World, where: System, number: string): string | undefined =>
  [...world.systems[where].rows].find(([, { row }]) => (where === 'finance' ? row.Number : row.number) === number)?.[0];

const play = (world: World, step: Step, at: number): void => {
  switch (step.does) {
    case 'enter': {
      if (recordOf(world, step.in, step.key) !== undefined) return;
      const id = step.in === 'dataverse' ? `guid-${at}` : step.key;
      world.systems[step.in].put(
        step.in === 'dataverse'
          ? { ...step.row, thingid: id, number: step.key, main: step.self ? id : null }
          : { ...step.row, Number: step.key, Main: step.self ? step.key : null },
      );
      if (step.seen) world.capture(step.in, id);
      return;
    }
    case 'edit':
    case 'point':
    case 'renumber':
    case 'delete': {
      const where = 'in' in step ? step.in : step.does === 'point' && step.column === 'Main' ? 'finance' : 'dataverse';
      const id = recordOf(world, where, step.key);
      if (id === undefined) return;
      if (step.does === 'delete') world.systems[where].remove(id);
      else if (step.does === 'edit') world.systems[where].edit(id, step.row);
      else if (step.does === 'point') world.systems[where].edit(id, { [step.column]: recordOf(world, where, step.to) ?? null });
      else if (recordOf(world, where, step.to) === undefined) world.systems[where].edit(id, { number: step.to });
      if (step.seen) world.capture(where, id);
      return;
    }
    case 'read': {
      const id = recordOf(world, step.in, step.key) ?? [...world.systems[step.in].deleted.keys()][0];
      if (id !== undefined) world.capture(step.in, id);
      return;
    }
    case 'deliver':
      return world.deliver(step.at, step.how, step.fault);
    case 'sweep':
      return world.sweep();
    default:
      return step satisfies never;
  }
};

const rules = fc.record({
  creates: fc.constantFrom('dataverse' as const, 'finance' as const, 'both' as const),
  master: system,
  onDelete: fc.constantFrom('delete' as const, 'deactivate' as const, 'keep' as const),
});

/** @param mayRepeat people give records numbers of others: then two in Dataverse may have one, and the link of the second says so */
const holds = (steps: fc.Arbitrary<Step>, mayRepeat = false): void =>
  fc.assert(
    fc.property(rules, fc.array(steps, { maxLength: 60 }), (rule, story) => {
      const world = new World(thingsMap(rule));
      story.forEach((step, at) => play(world, step, at));
      const rested = world.settle();
      const found = { rested, disagreements: world.disagreements(), unseen: world.unseen(), excuses: world.excuses() };
      if (!rested || found.disagreements.length + found.unseen.length + found.excuses.length > 0)
        throw new Error(`${JSON.stringify(found, null, 1)}\n${world.log.join('\n')}`);
      const numbers = [...world.systems.dataverse.rows.values()].map(({ row }) => row.number);
      if (!mayRepeat) expect(new Set(numbers).size).toBe(numbers.length);
    }),
    { numRuns: runs },
  );

describe('two systems, and a network that loses, doubles and reorders', () => {
  it('agree on every mapped field once the dust has settled, or the link says why not; then nothing is written (I1, I2, I3, I5)', () =>
    holds(fc.oneof(...people, ...network)));

  it('do so with records that are given other numbers, free ones and those of others (I1, I3, I5)', () =>
    holds(fc.oneof(...people, renumbering, deleting, ...network), true));

  it('do so with records deleted and made again on both sides (I1, I2, I3, I5)', () => holds(fc.oneof(...people, deleting, ...network)));
});
