import type { OutcomeMessage, Row, Scalar, System } from '@concord/contracts';
import type { Resolve, TableMap } from '@concord/table-maps';
import { decideChange, type Change } from '../../src/changes/decide-change';
import { newLink, type Link } from '../../src/links/link';
import { decideOutcome } from '../../src/outcomes/decide-outcome';
import type { Circumstances, Decision } from '../../src/reconcile/draft';
import { decideRetry } from '../../src/retry/decide-retry';
import { thingsMap, type Rules } from './things.map';

const rules: Rules = { creates: 'both', master: 'dataverse', onDelete: 'delete' };
const nobody: Resolve = () => undefined;

export const dataverse = (version: number, values: Readonly<Record<string, Scalar>> = {}): Change => ({
  system: 'dataverse',
  id: 'guid',
  key: { thingid: 'guid' },
  version: BigInt(version),
  row: {
    thingid: 'guid',
    number: 'k',
    name: 'a',
    size: 1,
    note: 'n',
    cost: null,
    parent: null,
    main: null,
    hidden: null,
    active: 'Yes',
    ...values,
  },
});

export const finance = (version: number, values: Readonly<Record<string, Scalar>> = {}): Change => ({
  system: 'finance',
  id: 'k',
  key: { Number: 'k' },
  version: BigInt(version),
  row: { Number: 'k', Name: 'a', Size: 'Small', Note: 'n', Cost: null, Parent: null, Main: null, Active: 'Yes', ...values },
});

export const deletedIn = (system: System, version: number): Change => ({
  ...(system === 'dataverse' ? dataverse(version) : finance(version)),
  row: null,
});

type Answer = Partial<OutcomeMessage> & Pick<OutcomeMessage, 'status'>;

/** A link and what happens to it, one decision after another; `last` is the newest decision. */
export class GivenLink {
  link: Link = newLink('6b0d5a52-7a3a-5b0e-9a10-000000000001', 'things', '');
  last: Decision = { link: this.link, issued: [], noted: [] };
  resolve: Resolve = nobody;
  private now = 1_000_000;

  constructor(
    private readonly changed: Partial<Rules> = {},
    private readonly remade: (map: TableMap) => TableMap = (map) => map,
  ) {}

  /** Both records are there and agree; nothing is on its way. */
  static inStep(changed: Partial<Rules> = {}, remade?: (map: TableMap) => TableMap): GivenLink {
    return new GivenLink(changed, remade)
      .sees(dataverse(2))
      .hears('finance', { status: 'applied', key: { Number: 'k' }, id: 'k', version: '2' })
      .sees(finance(3));
  }

  sees(change: Change): this {
    return this.take(decideChange(this.link, change, this.circumstances()));
  }

  /** An outcome of the side's newest revision, unless another is named. */
  hears(system: System, answer: Answer): this {
    const outcome = { system, map: 'things', link: this.link.id, revision: this.link[system].revision, ...answer };
    return this.take(decideOutcome(this.link, outcome, this.circumstances()));
  }

  refuses(system: System, kind: NonNullable<OutcomeMessage['error']>['kind'], code = 'REFUSED', rest: object = {}): this {
    return this.hears(system, { status: 'rejected', error: { code, kind, message: 'no', ...rest } });
  }

  isRetriedBy(by: 'operator' | 'time' | 'reference'): this {
    return this.take(decideRetry(this.link, this.circumstances(), by));
  }

  knows(resolve: Resolve): this {
    this.resolve = resolve;
    return this;
  }

  /** What the newest decision asked for, by side. */
  get asked(): Partial<Record<System, { op: string; values: Row }>> {
    return Object.fromEntries(
      this.last.issued.map((system) => [system, { op: this.link[system].desired?.op, values: this.link[system].desired?.values }]),
    ) as Partial<Record<System, { op: string; values: Row }>>;
  }

  private take(decision: Decision): this {
    this.last = decision;
    this.link = decision.link;
    return this;
  }

  private circumstances(): Circumstances {
    this.now += 1;
    return { map: this.remade(thingsMap({ ...rules, ...this.changed })), resolve: this.resolve, now: this.now, random: 1 };
  }
}
