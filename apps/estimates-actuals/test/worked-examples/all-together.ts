import { eventually } from '@concord/testing';
import type { Row } from '../office/office';
import type { Desk } from './desk';
import { amount, text } from './words';

/** What holds for all examples at once, when the last of them is through. */
export const allTogether = (desk: Desk): void =>
  describe('all examples together', () => {
    const rows = (system: 'dataverse' | 'finance', name: string) => desk.world.control.rows(system, name);
    const ask = async <T>(area: 'setup-sync' | 'estimates-actuals', path: string): Promise<T> => {
      const answer = await fetch(`${desk.world.area(area).url}/${path}`);
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return (await answer.json()) as T;
    };

    // One more hour goes the whole way: what an echo would have caused has been captured before it.
    beforeAll(async () => {
      const before = (await rows('finance', 'ProjActualsImports')).length;
      await desk.approveHours('P-TM', '1');
      await eventually(async () => (await rows('finance', 'ProjActualsImports')).length === before + 2, { timeout: 45_000, every: 150 });
      await desk.importAndPost('uspm');
      const isWrittenBack = (row: Row) => row['msdyn_skipsync'] === true || text(row['msdyn_vouchernumber']) !== '';
      await eventually(async () => (await rows('dataverse', 'msdyn_actuals')).every(isWrittenBack), { timeout: 45_000, every: 150 });
      await eventually(
        async () => (await ask<{ links: unknown[] }>('estimates-actuals', 'admin/links?status=pending')).links.length === 0,
        {
          timeout: 45_000,
          every: 150,
        },
      );
    }, 120_000);

    it('what is sent is made once in Finance and completed once in Dataverse, what is skipped never; nothing is written for the sake of a write (I3, I5)', async () => {
      const { writes } = await desk.world.control.statistics();
      const count = (name: string, id: string, kind: 'creates' | 'updates'): number =>
        writes.filter(({ table, key }) => table === name && key.toLowerCase().includes(id)).reduce((sum, one) => sum + one[kind], 0);
      const actuals = await rows('dataverse', 'msdyn_actuals');
      const counted = actuals.map((row) => ({
        actual: row['msdyn_actualid'],
        isSkipped: row['msdyn_skipsync'],
        finance: count('ProjActualsImports', text(row['msdyn_actualimportid']).toLowerCase(), 'creates'),
        dataverse: count('msdyn_actuals', text(row['msdyn_actualid']), 'updates'),
      }));
      expect(counted).toEqual(
        actuals.map((row) => {
          const once = row['msdyn_skipsync'] === true ? 0 : 1;
          return { actual: row['msdyn_actualid'], isSkipped: row['msdyn_skipsync'], finance: once, dataverse: once };
        }),
      );
      expect(counted.filter(({ isSkipped }) => isSkipped)).not.toEqual([]);
    });

    it('both sides tell the same of every actual: amount, rate, voucher, tax', async () => {
      const posted = (actual: unknown, row: Row, columns: readonly string[]) =>
        [actual, ...columns.map((column) => amount(row[column]))].join(' ');
      const dataverse = (await rows('dataverse', 'msdyn_actuals'))
        .filter((row) => row['msdyn_skipsync'] !== true)
        .map((row) =>
          posted(row['msdyn_actualid'], row, [
            'msdyn_accountingamount',
            'msdyn_accountexchangerate',
            'msdyn_vouchernumber',
            'msdyn_accountingtaxamount',
          ]),
        );
      const finance = (await rows('finance', 'ProjActualsImports')).map((row) =>
        posted(row['ActualId'], row, ['AccountingAmount', 'ExchangeRate', 'VoucherNumber', 'SalesTaxAmount']),
      );
      expect(dataverse.sort()).toEqual(finance.sort());
    });

    it('every voucher balances in both currencies (F1)', async () => {
      const sums = new Map<string, number>();
      for (const row of await rows('finance', 'GeneralJournalAccountEntries'))
        for (const [kind, column] of [
          [text(row['TransactionCurrencyCode']), 'TransactionCurrencyAmount'],
          ['books', 'AccountingCurrencyAmount'],
        ] as const) {
          const key = `${text(row['dataAreaId'])} ${text(row['Voucher'])} ${kind}`;
          sums.set(key, (sums.get(key) ?? 0) + Math.round(Number(row[column]) * 100)); // cents
        }
      expect(sums.size).toBeGreaterThan(40);
      expect([...sums].filter(([, cents]) => cents !== 0)).toEqual([]);
    });

    it('no flow has a problem, no link waits or failed', async () => {
      expect((await ask<{ documents: unknown[] }>('estimates-actuals', 'flows?problem=any')).documents).toEqual([]);
      for (const area of ['setup-sync', 'estimates-actuals'] as const)
        for (const status of ['failed', 'waiting', 'conflict'])
          expect((await ask<{ links: unknown[] }>(area, `admin/links?status=${status}`)).links).toEqual([]);
    });
  });
