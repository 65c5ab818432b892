import type { Row, Scalar } from '@concord/contracts';
import { actualsMap } from './model/actuals.map';
import { FakeSystem } from './model/fake-system';
import { World } from './model/world';

const posted = { Voucher: 'V-1', AccountingAmount: '91.123456', ExchangeRate: '0.91123456785', SalesTaxAmount: '12.5' };
const id = 'guid-1';

class Month {
  constructor(readonly world = new World(actualsMap)) {
    world.systems.dataverse.put({ actualid: id, importid: 'i1', description: 'hours', amount: '100.000000', tax: '0.0000' });
    expect(world.settle()).toBe(true);
  }
  get inDataverse(): Row | undefined {
    return this.world.systems.dataverse.rows.get(id)?.row;
  }
  get inFinance(): Row | undefined {
    return this.world.systems.finance.rows.get('i1')?.row;
  }
  get writes() {
    return { dataverse: this.world.systems.dataverse.writes, finance: this.world.systems.finance.writes };
  }
}

describe('an actual, made in Dataverse and completed in Finance', () => {
  it('gets its four values in one write, and no message goes back to Finance (S22, I5)', () => {
    const month = new Month();
    const before = month.writes;
    month.world.systems.finance.edit('i1', posted);
    expect(month.world.settle()).toBe(true);
    expect(month.inDataverse).toMatchObject({ voucher: 'V-1', accountingamount: '91.1235', exchangerate: '0.9112345679', tax: '12.5' });
    expect(month.writes).toEqual({ dataverse: before.dataverse + 1, finance: before.finance });
    expect(month.inFinance).toMatchObject(posted);
  });

  it('is told that there was no tax, too: a 0 that was sent says nothing, the same 0 beside a voucher does (30.7)', () => {
    const world = new World(actualsMap);
    world.systems.dataverse.put({ actualid: id, importid: 'i1', description: 'hours', tax: null });
    expect(world.settle()).toBe(true);
    expect(world.systems.finance.rows.get('i1')?.row).toMatchObject({ SalesTaxAmount: '0' });
    expect(world.systems.dataverse.rows.get(id)?.row).toMatchObject({ tax: null });
    world.systems.finance.edit('i1', { ...posted, SalesTaxAmount: '0' });
    expect(world.settle()).toBe(true);
    expect(world.systems.dataverse.rows.get(id)?.row).toMatchObject({ voucher: 'V-1', tax: '0' });
    expect([world.systems.dataverse.writes, world.systems.finance.writes]).toEqual([1, 1]);
  });

  it('keeps the posted tax when another column is edited later, whichever of the two is seen first', () => {
    for (const seenFirst of ['finance', 'dataverse'] as const) {
      const month = new Month();
      month.world.systems.finance.edit('i1', posted);
      // Dataverse has not heard of the posting: its row still says no tax.
      month.world.systems.dataverse.edit(id, { description: 'more hours' });
      month.world.capture(seenFirst, seenFirst === 'finance' ? 'i1' : id);
      expect(month.world.settle()).toBe(true);
      month.world.systems.dataverse.edit(id, { description: 'yet more hours' });
      expect(month.world.settle()).toBe(true);
      expect(month.inFinance).toMatchObject({ ...posted, Description: 'yet more hours' });
      expect(month.inDataverse).toMatchObject({ tax: '12.5' });
    }
  });

  it('keeps the posted tax when the answer to its own create was lost, and it was posted meanwhile', () => {
    const world = new World(actualsMap);
    world.systems.dataverse.put({ actualid: id, importid: 'i1', description: 'hours', tax: '0' });
    world.capture('dataverse', id);
    world.deliver(0, 'take');
    world.deliver(0, 'take', 'lost');
    world.systems.finance.edit('i1', posted);
    expect(world.settle()).toBe(true);
    expect(world.systems.finance.creates).toBe(1);
    expect(world.systems.finance.rows.get('i1')?.row).toMatchObject(posted);
    expect(world.systems.dataverse.rows.get(id)?.row).toMatchObject({ voucher: 'V-1', tax: '12.5' });
  });

  it('gets its voucher once Dataverse works again, exactly once (S20, I2, I3)', () => {
    const month = new Month();
    const before = month.writes.dataverse;
    month.world.systems.finance.edit('i1', posted);
    month.world.capture('finance', 'i1');
    month.world.deliver(0, 'take');
    month.world.deliver(0, 'take', 'refused');
    month.world.deliver(0, 'take');
    expect(month.inDataverse).toMatchObject({ voucher: null });
    expect(month.world.settle()).toBe(true);
    expect(month.inDataverse).toMatchObject({ voucher: 'V-1' });
    expect(month.writes.dataverse).toBe(before + 1);
  });

  it('that comes back in other decimals has not changed (I5)', () => {
    const padded = (columns: readonly string[]) => (row: Record<string, Scalar>) => {
      for (const column of columns) if (row[column] != null) row[column] = Number(row[column]).toFixed(10);
    };
    const month = new Month(
      new World(actualsMap, {
        dataverse: new FakeSystem('dataverse', actualsMap, padded(['amount', 'tax'])),
        finance: new FakeSystem('finance', actualsMap, padded(['Amount', 'SalesTaxAmount'])),
      }),
    );
    expect(month.writes).toEqual({ dataverse: 0, finance: 1 });
    month.world.systems.finance.edit('i1', { ...posted, SalesTaxAmount: '7.25' });
    expect(month.world.settle()).toBe(true);
    expect(month.writes).toEqual({ dataverse: 1, finance: 1 });
  });
});

describe('a number that comes late', () => {
  it('is waited for visibly and without an alarm while the record has none, and heals by itself (I2, I8)', () => {
    const world = new World(actualsMap);
    world.systems.dataverse.put({ actualid: id, importid: null, description: 'hours' });
    expect(world.settle()).toBe(true);
    expect(world.links()[0]).toMatchObject({
      status: 'waiting',
      waitingFor: [],
      dueAt: null,
      error: { code: 'KEY_NOT_YET_GIVEN', message: expect.stringContaining('importid is empty') as string },
    });
    expect(world.systems.finance.writes).toBe(0);
    world.systems.dataverse.edit(id, { importid: 'i1' });
    expect(world.settle()).toBe(true);
    expect(world.links()).toMatchObject([{ status: 'synced', integrationKey: 'i1', error: null }]);
    expect(world.systems.finance.rows.get('i1')?.row).toMatchObject({ Description: 'hours' });
  });

  it('is missed where the record had one, and nothing else of it moves until it is back (I8)', () => {
    const month = new Month();
    month.world.systems.dataverse.edit(id, { importid: null, description: 'later' });
    expect(month.world.settle()).toBe(true);
    expect(month.world.links()).toMatchObject([
      {
        status: 'failed',
        integrationKey: 'i1',
        error: { code: 'INCOMPLETE_KEY', message: expect.stringContaining('paired as i1') as string },
      },
    ]);
    month.world.systems.dataverse.edit(id, { importid: 'i1' });
    expect(month.world.settle()).toBe(true);
    expect(month.inFinance).toMatchObject({ Description: 'later' });
  });

  it('comes back to Dataverse where Finance gives it, once, and stays (I1, I5)', () => {
    const numbering = new FakeSystem('finance', actualsMap, (row) => (row['JournalLine'] ??= `J-${String(row['ImportId'])}`));
    const month = new Month(new World(actualsMap, { finance: numbering }));
    expect(month.inDataverse).toMatchObject({ journalline: 'J-i1' });
    expect(month.writes).toEqual({ dataverse: 1, finance: 1 });
  });
});
