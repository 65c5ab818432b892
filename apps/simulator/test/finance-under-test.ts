import { financeDefaults } from '../src/faults/fault-members';
import type { ODataResponse } from '../src/odata/http';
import { SeededRandom } from '../src/shell/seeded-random';
import { createFinance } from '../src/finance';
import type { FinancePersonality } from '../src/finance/personality';

const caller = { clientId: 'concord', objectId: '0c0c0c0c-0000-4000-8000-000000000001', kind: 'application' } as const;

/** A Finance environment without shell or socket, for specs that ask it ten thousand things. */
export class FinanceUnderTest {
  readonly finance: FinancePersonality = createFinance({
    clock: { now: () => 1_767_225_600_000 },
    random: new SeededRandom(),
    deliver: () => undefined,
    statistics: { call: () => undefined, write: () => undefined },
    faults: { switches: () => financeDefaults, rejection: () => undefined, updateConflict: () => false, beforeBatchItem: () => undefined },
  });

  call(method: string, url: string, body: unknown = undefined, headers: Readonly<Record<string, string>> = {}): ODataResponse {
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
    return this.finance.handle({ method, url, headers, body: Buffer.from(text), caller, origin: 'http://sim' });
  }
}
