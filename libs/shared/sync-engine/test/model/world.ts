import { otherSystem, type OutcomeMessage, type Row, type System, type WriteMessage } from '@concord/contracts';
import type { Resolve, TableMap } from '@concord/table-maps';
import { decideChange, type Change } from '../../src/changes/decide-change';
import { isInFlight, systems, type Link, type Side } from '../../src/links/link';
import { LinkIndex } from '../../src/links/link-index';
import { join, pair, refuseDuplicate } from '../../src/links/pairing';
import { decideOutcome } from '../../src/outcomes/decide-outcome';
import { refusedIfTaken } from '../../src/outcomes/taken-record';
import { writeOf } from '../../src/publishing/write-of';
import type { Circumstances, Decision } from '../../src/reconcile/draft';
import { decideRetry } from '../../src/retry/decide-retry';
import { FakeSystem } from './fake-system';

type Message = { readonly change: Change } | { readonly write: WriteMessage; readonly to: System } | { readonly outcome: OutcomeMessage };

/** Two systems, the engine's decisions between them, and a queue that loses, doubles and reorders whatever it is told to. */
export class World {
  readonly index = new LinkIndex();
  readonly queue: Message[] = [];
  readonly systems: Readonly<Record<System, FakeSystem>>;
  readonly log: string[] = [];
  private now = 1_000;

  constructor(
    readonly map: TableMap,
    fakes?: Partial<Record<System, FakeSystem>>,
  ) {
    this.systems = {
      dataverse: fakes?.dataverse ?? new FakeSystem('dataverse', map),
      finance: fakes?.finance ?? new FakeSystem('finance', map),
    };
  }

  capture(system: System, id: string): void {
    const change = this.systems[system].read(id);
    if (change) this.queue.push({ change });
  }

  /** Handles one message; `fault` is what the gateway's call meets. */
  deliver(at: number, how: 'take' | 'copy' | 'lose', fault: 'none' | 'refused' | 'lost' = 'none'): void {
    const message = this.queue[at % Math.max(1, this.queue.length)];
    if (!message) return;
    if (how !== 'copy') this.queue.splice(at % this.queue.length, 1);
    this.log.push(`${how} ${fault} ${describe(message)}`);
    if (how === 'lose') return;
    if ('change' in message) this.change(message.change);
    else if ('outcome' in message) this.outcome(message.outcome);
    else this.queue.push({ outcome: this.systems[message.to].write(message.write, fault) });
  }

  sweep(): void {
    this.now += 400_000;
    for (const link of [...this.index.all()]) {
      const current = this.index.get(link.id);
      if (!current || current.dueAt === null) continue;
      const inFlight = systems.filter((system) => isInFlight(current[system]));
      if (inFlight.length > 0) this.publish(current, inFlight, true);
      else this.retry(current);
    }
  }

  private retry(link: Link): void {
    const joined = join(this.index, link, this.circumstances());
    if (joined.kind === 'duplicate') return this.store(refuseDuplicate(link, joined.of, null, this.circumstances()));
    if (joined.kind === 'paired') this.store(decideRetry(joined.link, this.circumstances(), 'time'));
  }

  /** Everything arrives, nothing fails. Returns whether it came to rest. */
  settle(): boolean {
    for (let round = 0; round < 60; round += 1) {
      const before = this.writes();
      for (const system of systems)
        for (const id of [...this.systems[system].rows.keys(), ...this.systems[system].deleted.keys()]) this.capture(system, id);
      for (let step = 0; this.queue.length > 0; step += 1) {
        if (step > 20_000) return false;
        this.deliver(0, 'take');
      }
      if (round > 2 && this.writes() === before && this.isOnlyAskingAgain()) return true;
      this.sweep();
      if (this.queue.length === 0 && this.writes() === before && round > 2) return true;
    }
    return false;
  }

  /** A create that meets another's record is refused, and asked for again until that has its number back: for good, if nobody gives it back. */
  private isOnlyAskingAgain(): boolean {
    const due = this.links().filter(({ dueAt }) => dueAt !== null);
    return due.length > 0 && due.every(({ status, error }) => status === 'waiting' || error?.code === 'DUPLICATE_INTEGRATION_KEY');
  }

  writes(): number {
    return this.systems.dataverse.writes + this.systems.finance.writes;
  }

  links(): Link[] {
    return [...this.index.all()];
  }

  /** Where both halves of a link that says it is in step differ, in words. */
  disagreements(): string[] {
    const found: string[] = [];
    for (const link of this.links()) {
      if (systems.some((system) => isInFlight(link[system]))) found.push(`${link.id} is still in flight`);
      if (link.status !== 'synced') continue;
      for (const from of systems) {
        const to = otherSystem(from);
        const row = this.systems[from].rows.get(link[from].id ?? '')?.row;
        const there = this.systems[to].rows.get(link[to].id ?? '')?.row;
        if (!row || !there) {
          found.push(`${link.id} is synced and lacks a half`);
          continue;
        }
        const mapped = this.map.map(from, row, link.scope, this.resolve);
        if (mapped.kind !== 'mapped') found.push(`${link.id} is synced and its ${from} row is ${mapped.kind}`);
        else
          for (const [column, value] of Object.entries(mapped.values))
            if ((there[column] ?? null) !== value)
              found.push(`${link.integrationKey} ${to}.${column} is ${there[column]}, ${from} says ${value}`);
      }
    }
    return found;
  }

  /** Links that are not in step, and whose reason is not there to be seen in the systems. */
  excuses(): string[] {
    return this.links().flatMap((link) => {
      const row = this.systems.dataverse.rows.get(link.dataverse.id ?? '')?.row;
      const other = this.systems.finance.rows.get(link.finance.id ?? '')?.row;
      const says = `${link.integrationKey} is ${link.status} ${link.error?.code ?? link.reason ?? ''}`;
      switch (link.status) {
        case 'failed':
          return row?.size === 9 || link.error?.code === 'DUPLICATE_INTEGRATION_KEY' ? [] : [says];
        case 'waiting': {
          const isThere = ({ system, id }: { system: System; id: string }) => this.resolve({ map: this.map.id, system, id }) !== undefined;
          return link.waitingFor.some((reference) => !isThere(reference)) && (row?.parent || row?.main || other?.Main) ? [] : [says];
        }
        case 'excluded':
          return row?.hidden === 'Yes' || !row || !other ? [] : [says];
        case 'deleted':
          return row && other ? [says] : [];
        case 'pending':
        case 'dismissed':
          return [says];
        case 'conflict':
          if (link.error?.code === 'INTEGRATION_KEY_CHANGED') return row && row.number !== other?.Number ? [] : [says];
          return link.error?.code === 'SYSTEM_INSISTS' ? [] : [says];
        case 'synced':
          return [];
        default:
          return link.status satisfies never;
      }
    });
  }

  /** Records nobody accounts for. */
  unseen(): string[] {
    return systems.flatMap((system) =>
      [...this.systems[system].rows.keys()]
        .filter((id) => !this.index.ofRecord(this.map.id, system, '', id))
        .map((id) => `${system} ${id} has no link`),
    );
  }

  readonly resolve: Resolve = ({ map, system, id }) => {
    const link = this.index.ofRecord(map, system, '', id);
    if (!link || link.dataverse.known === null || link.finance.known === null || !link.dataverse.id || !link.finance.key) return undefined;
    return { dataverseId: link.dataverse.id, financeKey: link.finance.key };
  };

  private circumstances(): Circumstances {
    this.now += 1;
    return { map: this.map, resolve: this.resolve, now: this.now, random: 0.5, memo: new WeakMap<Row, never>() };
  }

  private change(change: Change): void {
    const circumstances = this.circumstances();
    const pairing = pair(this.index, change, '', circumstances);
    if (pairing.kind === 'unknown') return;
    this.store(
      pairing.kind === 'duplicate'
        ? refuseDuplicate(pairing.link, pairing.of, change, circumstances)
        : decideChange(pairing.link, change, circumstances),
    );
  }

  private outcome(outcome: OutcomeMessage): void {
    const link = this.index.get(outcome.link);
    if (link) this.store(decideOutcome(link, refusedIfTaken(this.index, link, outcome), this.circumstances()));
  }

  private store({ link, issued, noted }: Decision): void {
    this.log.push(
      `   -> ${link.integrationKey} ${link.status} ${link.gone ?? ''} issued ${issued.join()} noted ${noted.join()} D${describeSide(link.dataverse)} F${describeSide(link.finance)}`,
    );
    this.index.put(link);
    this.publish(link, issued);
    for (const { id } of this.links()) {
      const waiting = this.index.get(id);
      if (
        waiting &&
        waiting.status === 'waiting' &&
        waiting.id !== link.id &&
        waiting.waitingFor.some((reference) => this.resolve(reference))
      )
        this.retry(waiting);
    }
  }

  private publish(link: Link, sides: readonly System[], again = false): void {
    for (const to of sides) {
      const write = writeOf(link, to, this.map, 'test', again);
      if (write && isInFlight(link[to])) this.queue.push({ write, to });
    }
  }
}

const text = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part === null ? undefined : part));

const describe = (message: Message): string =>
  'change' in message
    ? `change ${message.change.system} ${message.change.id} v${message.change.version} ${text(message.change.row)}`
    : text(message);

const describeSide = ({ id, version, known, desired, revision, settled, held }: Side): string =>
  `[${id} v${version} r${revision}/${settled} known ${text(known)} desired ${text(desired)} held ${text(held)}]`;
