import { dataverse, deletedIn, finance, GivenLink } from '../../test/model/given-link';

describe('a change', () => {
  it('makes the record on the other side, with its defaults', () => {
    const given = new GivenLink().sees(dataverse(2));
    expect(given.asked).toEqual({
      finance: { op: 'create', values: { Active: 'Yes', Name: 'a', Size: 'Small', Note: 'n', Parent: null, Main: null } },
    });
    expect(given.link).toMatchObject({ status: 'pending', integrationKey: 'k', finance: { id: 'k', key: { Number: 'k' }, revision: 1 } });
  });

  it('that is not newer than what was seen is superseded, twice or out of order (I4)', () => {
    const given = GivenLink.inStep().sees(dataverse(4, { name: 'new' }));
    const { link } = given;
    for (const version of [4, 3, 2]) {
      given.sees(dataverse(version, { name: 'old' }));
      expect(given.last).toEqual({ link, issued: [], noted: ['superseded'] });
    }
  });

  it('writes only what differs', () =>
    expect(GivenLink.inStep().sees(dataverse(4, { name: 'b' })).asked).toEqual({ finance: { op: 'update', values: { Name: 'b' } } }));

  it('that clears a lookup clears it on the other side, though the record it pointed at is gone', () => {
    const other = { dataverseId: 'other', financeKey: { Number: 'k9' } };
    const given = GivenLink.inStep().knows(({ id }) => (id === 'other' ? other : undefined));
    expect(given.sees(dataverse(4, { main: 'other' })).asked).toEqual({ finance: { op: 'update', values: { Main: 'k9' } } });
    given.hears('finance', { status: 'applied', version: '9' });
    expect(given.sees(dataverse(6)).asked).toEqual({ finance: { op: 'update', values: { Main: null } } });
  });

  it('of a column that no field maps is nothing to write', () => {
    const given = GivenLink.inStep().sees(dataverse(4, { active: 'No' }));
    expect(given.asked).toEqual({});
    expect(given.link.status).toBe('synced');
  });

  it('that is the echo of our own write goes nowhere (I5)', () => {
    const given = GivenLink.inStep()
      .sees(dataverse(4, { name: 'b' }))
      .sees(finance(9, { Name: 'b' }));
    expect(given.last).toMatchObject({ issued: [], noted: ['echo'] });
    expect(given.hears('finance', { status: 'applied', version: '8' }).link).toMatchObject({
      status: 'synced',
      finance: { known: { Name: 'b' } },
    });
  });

  it('back to A, while B is in flight, is written again (I1)', () => {
    const given = GivenLink.inStep()
      .sees(dataverse(4, { name: 'b' }))
      .sees(dataverse(6, { name: 'a' }));
    expect(given.asked).toEqual({ finance: { op: 'update', values: { Name: 'a' } } });
    expect(given.link.finance.revision).toBe(given.link.finance.settled + 2);
  });

  it('raises a revision that carries all that earlier ones in flight carried', () =>
    expect(
      GivenLink.inStep()
        .sees(dataverse(4, { name: 'b' }))
        .sees(dataverse(6, { name: 'b', note: 'm' })).asked,
    ).toEqual({ finance: { op: 'update', values: { Name: 'b', Note: 'm' } } }));

  it('of a side with a write in flight is held, the newest of them', () => {
    const given = GivenLink.inStep()
      .sees(dataverse(4, { name: 'b' }))
      .sees(finance(5, { Cost: '1' }))
      .sees(finance(6, { Cost: '2' }));
    expect(given.asked).toEqual({});
    expect(given.link.finance.held).toMatchObject({ version: 6n, row: { Cost: '2' } });
  });

  it('of a one-way column that was not set right, because that was refused, is set right at the next try: nobody insists', () => {
    const given = GivenLink.inStep().sees(finance(5, { Note: 'drifted' }));
    expect(given.last.noted).toEqual(['drift']);
    given.refuses('finance', 'transient').isRetriedBy('time');
    expect(given.asked).toEqual({ finance: { op: 'update', values: { Note: 'n' } } });
    given.refuses('finance', 'permanent').isRetriedBy('time');
    expect(given.asked).toEqual({ finance: { op: 'update', values: { Note: 'n' } } });

    given.hears('finance', { status: 'applied', version: '7' }).sees(finance(8, { Note: 'drifted' }));
    expect(given.link.error?.code).toBe('SYSTEM_INSISTS');
  });

  it('of a one-way column that shows a former value of ours is no drift, whatever became of the newest write (found by a storm)', () => {
    const given = GivenLink.inStep().sees(dataverse(4, { note: 'b' }));
    const { revision } = given.link.finance;
    given.sees(dataverse(6, { note: 'c' })).hears('finance', { status: 'applied', revision, version: '8' });
    given.sees(finance(9, { Note: 'b' })).refuses('finance', 'transient');
    expect(given.asked).toEqual({ finance: { op: 'update', values: { Note: 'c' } } });
    expect(given.last.noted).toEqual([]);
    given.refuses('finance', 'transient').isRetriedBy('time');
    expect(given.asked).toEqual({ finance: { op: 'update', values: { Note: 'c' } } });
    expect(given.link.status).toBe('pending');
  });

  it('of a one-way column against its direction is set right once per value; then the system insists', () => {
    const given = GivenLink.inStep().sees(finance(5, { Note: 'drifted' }));
    expect(given.last.noted).toEqual(['drift']);
    expect(given.asked).toEqual({ finance: { op: 'update', values: { Note: 'n' } } });

    given.hears('finance', { status: 'applied', version: '7' }).sees(finance(8, { Note: 'drifted' }));
    expect(given.asked).toEqual({});
    expect(given.link).toMatchObject({ status: 'conflict', error: { code: 'SYSTEM_INSISTS' } });
    expect(given.link.error?.message).toBe('finance keeps Note at "drifted"; the map wants "n".');

    given.sees(dataverse(9, { note: 'drifted' }));
    expect(given.link).toMatchObject({ status: 'synced', error: null });
  });

  it('waits for a reference that is not there, and goes through when it is (I6)', () => {
    const given = new GivenLink().sees(dataverse(2, { parent: 'p' }));
    expect(given.asked).toEqual({});
    expect(given.link).toMatchObject({ status: 'waiting', waitingFor: [{ map: 'things', system: 'dataverse', id: 'p' }] });
    expect(given.link.dueAt).not.toBeNull();

    given.knows(() => ({ dataverseId: 'p', financeKey: { Number: 'kp' } })).isRetriedBy('reference');
    expect(given.asked['finance']?.values).toMatchObject({ Parent: 'kp' });
    expect(given.link).toMatchObject({ status: 'pending', waitingFor: [] });
  });

  it('out of the filter keeps the other half and is excluded; back in, everything it missed is written', () => {
    const given = GivenLink.inStep().sees(dataverse(4, { hidden: 'Yes', name: 'b' }));
    expect(given.asked).toEqual({});
    expect(given.link).toMatchObject({ status: 'excluded', reason: 'hidden things stay in Dataverse', finance: { known: { Name: 'a' } } });
    given.sees(dataverse(6, { name: 'b' }));
    expect(given.asked).toEqual({ finance: { op: 'update', values: { Name: 'b' } } });
  });

  it('of an excluded record that is deleted leaves the other half alone', () => {
    const given = GivenLink.inStep()
      .sees(dataverse(4, { hidden: 'Yes' }))
      .sees(deletedIn('dataverse', 5));
    expect(given.asked).toEqual({});
    expect(given.link.status).toBe('deleted');
  });

  it('with a value the map does not know fails, and passes when it has one', () => {
    const given = GivenLink.inStep().sees(dataverse(4, { size: 9 }));
    expect(given.link).toMatchObject({ status: 'failed', error: { code: 'UNMAPPED_VALUE', remedy: 'Extend the map.' } });
    given.sees(dataverse(6, { size: 2 }));
    expect(given.asked).toEqual({ finance: { op: 'update', values: { Size: 'Large' } } });
  });

  it('on a side that does not make records, of one without a partner, is excluded and says why', () => {
    const given = new GivenLink({ creates: 'finance' }).sees(dataverse(2));
    expect(given.asked).toEqual({});
    expect(given.link).toMatchObject({
      status: 'excluded',
      reason: 'records of things are made in finance, and there is none of this key',
    });
  });
});

describe('a delete', () => {
  it('deletes the other record, and is done when that is', () => {
    const given = GivenLink.inStep().sees(deletedIn('dataverse', 5));
    expect(given.asked).toEqual({ finance: { op: 'delete', values: {} } });
    expect(given.hears('finance', { status: 'applied', id: 'k', version: '9' }).link.status).toBe('deleted');
  });

  it('deactivates the other record, or keeps it, where the map says so', () => {
    expect(GivenLink.inStep({ onDelete: 'deactivate' }).sees(deletedIn('dataverse', 5)).asked).toEqual({
      finance: { op: 'update', values: { Active: 'No' } },
    });
    const kept = GivenLink.inStep({ onDelete: 'keep' }).sees(deletedIn('dataverse', 5));
    expect(kept.asked).toEqual({});
    expect(kept.link.status).toBe('deleted');
  });

  it('that comes twice asks once', () =>
    expect(
      GivenLink.inStep({ onDelete: 'deactivate' })
        .sees(deletedIn('dataverse', 5))
        .hears('finance', { status: 'applied', version: '9' })
        .sees(deletedIn('dataverse', 7)).asked,
    ).toEqual({}));

  it('on the side that may not delete makes the record again', () => {
    const given = GivenLink.inStep({ creates: 'dataverse' }).sees(deletedIn('finance', 5));
    expect(given.asked['finance']).toMatchObject({ op: 'create', values: { Name: 'a' } });
  });

  it('refused because of dependants waits, and is tried again soon, and again', () => {
    const given = GivenLink.inStep().sees(deletedIn('dataverse', 5)).refuses('finance', 'permanent', 'DEPENDANTS_EXIST');
    expect(given.link).toMatchObject({ status: 'waiting', error: { code: 'DEPENDANTS_EXIST' } });
    expect(Number(given.link.dueAt) - 1_000_000).toBeLessThan(2_000);
    expect(given.isRetriedBy('time').asked).toEqual({ finance: { op: 'delete', values: {} } });
  });

  it('followed by the record made anew makes the other one anew', () => {
    const given = GivenLink.inStep()
      .sees(deletedIn('dataverse', 5))
      .hears('finance', { status: 'applied', id: 'k', version: '9' })
      .sees(dataverse(6, { name: 'again' }));
    expect(given.asked['finance']).toMatchObject({ op: 'create', values: { Name: 'again' } });
    expect(given.link.gone).toBeNull();
  });
});
