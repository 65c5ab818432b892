import type { JsonObject } from '../control/read-body';
import { systemMember, wholeNumber } from '../control/read-body';
import type { SeededRandom } from '../shell/seeded-random';
import type { SystemName } from '../statistics/statistics';
import { noFaults, type SystemFaults, type ThrottleFault } from './fault-members';
import { readFaults } from './read-faults';

/** How the two systems misbehave at the moment, and what of it is already used up. */
export class FaultPlan {
  private readonly bySystem: Record<SystemName, SystemFaults> = { dataverse: noFaults, finance: noFaults };

  constructor(private readonly random: SeededRandom) {}

  of(system: SystemName): SystemFaults {
    return this.bySystem[system];
  }

  /** Merges a body of `POST /_sim/faults`; `{}` clears both systems, `{"system"}` alone clears that one. Throws `ControlRefusal`, changing nothing. */
  merge(body: JsonObject): void {
    const systems = systemsOf(body);
    const seed = body['seed'] === undefined ? undefined : wholeNumber(body['seed'], 'seed');
    const members = Object.keys(body).filter((name) => name !== 'system');
    const changes = systems.map((system) => [system, readFaults(body, system)] as const);
    if (members.length === 0) systems.forEach((system) => (this.bySystem[system] = noFaults));
    for (const [system, change] of changes) this.bySystem[system] = change(this.bySystem[system]);
    if (seed !== undefined) this.random.reseed(seed);
  }

  clear(): void {
    this.bySystem.dataverse = noFaults;
    this.bySystem.finance = noFaults;
  }

  /** The throttle that hits this request, used up by one; `insideBatch` throttles spare everything but operations inside `$batch`. */
  takeThrottle(system: SystemName, where: 'request' | 'batch-part'): ThrottleFault | undefined {
    const { throttle } = this.bySystem[system];
    if (!throttle || (throttle.insideBatch === true) !== (where === 'batch-part')) return undefined;
    if (throttle.rate !== undefined) return this.random.chance(throttle.rate) ? throttle : undefined;
    if (throttle.times < 1) return undefined;
    this.bySystem[system] = { ...this.bySystem[system], throttle: { ...throttle, times: throttle.times - 1 } };
    return throttle;
  }

  /** Milliseconds that the first call after a restart takes, used up by one: finance-api.md 2.1. */
  takeColdStart(system: SystemName): number {
    const faults = this.bySystem[system];
    const { coldStartMs } = faults.finance;
    if (coldStartMs > 0) this.bySystem[system] = { ...faults, finance: { ...faults.finance, coldStartMs: 0 } };
    return coldStartMs;
  }

  /** True when this write meets an update conflict, used up by one. `names` are all the names the table goes by. */
  takeUpdateConflict(system: SystemName, names: readonly string[]): boolean {
    const faults = this.bySystem[system];
    if (faults.updateConflicts.length === 0) return false;
    const hit = faults.updateConflicts.find(
      (conflict) => conflict.count > 0 && (conflict.table === undefined || names.includes(conflict.table)),
    );
    if (!hit) return false;
    this.bySystem[system] = {
      ...faults,
      updateConflicts: faults.updateConflicts.map((conflict) => (conflict === hit ? { ...hit, count: hit.count - 1 } : conflict)),
    };
    return true;
  }

  /** Why a business rule refuses this row, if one does. `row` is the row as it would be stored. */
  refusalOf(system: SystemName, names: readonly string[], row: Readonly<Record<string, unknown>>): string | undefined {
    const rules = this.bySystem[system].rejectRows;
    if (rules.length === 0) return undefined;
    return rules.find(
      (rule) => names.includes(rule.table) && Object.entries(rule.where).every(([column, wanted]) => sameValue(row[column], wanted)),
    )?.message;
  }
}

const systemsOf = (body: JsonObject): readonly SystemName[] => {
  if (body['system'] === undefined || body['system'] === null) return ['dataverse', 'finance'];
  return [systemMember(body)];
};

/** Loose on purpose: `10`, `"10"` and the decimal text `"10"` are the same value to whoever writes a fault. */
const sameValue = (stored: unknown, wanted: unknown): boolean =>
  stored === wanted || String(stored ?? '').toLowerCase() === String(wanted ?? '').toLowerCase();
