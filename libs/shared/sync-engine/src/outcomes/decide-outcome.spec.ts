import { dataverse, deletedIn, finance, GivenLink } from '../../test/model/given-link';

const editedInDataverse = (): GivenLink => GivenLink.inStep().sees(dataverse(4, { name: 'ours' }));
const applied = { status: 'applied' as const, version: '20' };

describe('an outcome', () => {
  it('applied brings the link in step; the same again changes nothing', () => {
    const given = editedInDataverse().hears('finance', applied);
    expect(given.link).toMatchObject({ status: 'synced', finance: { known: { Name: 'ours' }, desired: null }, unappliedSince: null });
    const { link } = given;
    expect(given.hears('finance', applied).link).toBe(link);
  });

  it('of an older revision settles it, and the newest is still awaited', () => {
    const given = editedInDataverse();
    const older = given.link.finance.revision;
    given.sees(dataverse(6, { name: 'newer' })).hears('finance', { ...applied, revision: older });
    expect(given.link).toMatchObject({ status: 'pending', finance: { settled: older, desired: { values: { Name: 'newer' } } } });
    expect(given.hears('finance', { ...applied, version: '22' }).link).toMatchObject({
      status: 'synced',
      finance: { known: { Name: 'newer' } },
    });
  });

  it('of a revision that was never asked for is ignored', () => {
    const given = editedInDataverse();
    const { link } = given;
    expect(given.hears('finance', { ...applied, revision: 99 }).link).toBe(link);
  });

  it('makes a held change that was read after the write a change like any other', () => {
    const given = editedInDataverse()
      .sees(finance(30, { Name: 'theirs' }))
      .hears('finance', applied);
    expect(given.asked).toEqual({ dataverse: { op: 'update', values: { name: 'theirs' } } });
  });

  it('drops a held change that was read before the write and shows nothing new', () => {
    const given = editedInDataverse().sees(finance(19)).hears('finance', applied);
    expect(given.asked).toEqual({});
    expect(given.link).toMatchObject({ status: 'synced', finance: { held: null } });
  });

  it('finds, in a held change from before the write, an edit of another column: it is there still', () =>
    expect(
      editedInDataverse()
        .sees(finance(19, { Cost: '7' }))
        .hears('finance', applied).asked,
    ).toEqual({ dataverse: { op: 'update', values: { cost: '7' } } }));

  it('finds an edit that our write has overwritten: a conflict, kept by the master', () => {
    const ours = editedInDataverse()
      .sees(finance(19, { Name: 'theirs' }))
      .hears('finance', applied);
    expect(ours.last.noted).toContain('conflict');
    expect(ours.asked).toEqual({});
    expect(ours.link.lastConflict?.fields).toEqual([
      { dataverse: 'name', finance: 'Name', winner: 'dataverse', kept: 'ours', overruled: 'theirs' },
    ]);
  });

  it('gives the overwritten edit back to both sides where theirs is the master of the field', () => {
    const theirs = GivenLink.inStep()
      .sees(dataverse(4, { size: 2 }))
      .sees(finance(19, { Size: null }))
      .hears('finance', applied);
    expect(theirs.asked).toEqual({
      dataverse: { op: 'update', values: { size: null } },
      finance: { op: 'update', values: { Size: null } },
    });
  });

  it('looks at the row as our own write left it: an edit of another column may show only there', () => {
    const given = editedInDataverse()
      .hears('finance', applied)
      .sees(finance(20, { Name: 'ours', Cost: '7' }));
    expect(given.asked).toEqual({ dataverse: { op: 'update', values: { cost: '7' } } });
  });

  describe('exists', () => {
    const row = { Number: 'k', Name: 'found', Size: 'Large', Note: 'other', Cost: '5', Parent: null, Main: null, Active: 'Yes' };
    const exists = { status: 'exists' as const, id: 'k', key: { Number: 'k' }, version: '5', row };

    it('settles the first meeting per field: two-way by the master, one-way by its direction', () => {
      const given = new GivenLink().sees(dataverse(2)).hears('finance', exists);
      expect(given.asked).toEqual({
        finance: { op: 'update', values: { Name: 'a', Note: 'n' } },
        dataverse: { op: 'update', values: { size: 2, cost: '5' } },
      });
    });

    it('with equal values, as after a lost reply, is in step at once: no second record, nothing written (I3)', () => {
      const own = { ...exists, row: { ...row, Name: 'a', Size: 'Small', Note: 'n', Cost: null } };
      const given = new GivenLink().sees(dataverse(2)).hears('finance', own);
      expect(given.asked).toEqual({});
      expect(given.link.status).toBe('synced');
    });

    it('with values of an earlier try of ours gives them no say', () => {
      const given = new GivenLink({ master: 'finance' }).sees(dataverse(2)).sees(dataverse(4, { name: 'later' }));
      given.hears('finance', { ...exists, row: { ...row, Name: 'a', Size: 'Small', Note: 'n', Cost: null } });
      expect(given.asked).toEqual({ finance: { op: 'update', values: { Name: 'later' } } });
    });
  });

  it('of a record we made leaves it partly known: who meets it then waits for its echo, whose values may have to win', () => {
    const given = new GivenLink({ onDelete: 'keep' })
      .sees(dataverse(2))
      .sees(deletedIn('dataverse', 3))
      .hears('finance', { status: 'applied', id: 'k', version: '5' });
    given.sees({ ...dataverse(4, { size: 2 }), id: 'anew' });
    expect(given.asked).toEqual({});
    expect(given.link).toMatchObject({ status: 'pending', dataverse: { held: { version: 4n } } });
    given.sees(finance(6));
    expect(given.asked).toEqual({ dataverse: { op: 'update', values: { size: 1 } } });
  });

  it('absent is a delete of the record: by the rule of the map', () => {
    expect(
      GivenLink.inStep({ creates: 'dataverse' })
        .sees(dataverse(4, { name: 'b' }))
        .hears('finance', { status: 'absent', version: '9' }).asked['finance'],
    ).toMatchObject({ op: 'create', values: { Name: 'b' } });
    expect(editedInDataverse().hears('finance', { status: 'absent', version: '9' }).asked).toEqual({
      dataverse: { op: 'delete', values: {} },
    });
  });

  describe('rejected', () => {
    it('as transient is tried again under a new revision, later each time', () => {
      const given = editedInDataverse().refuses('finance', 'transient');
      expect(given.link).toMatchObject({ status: 'failed', attempts: 1, error: { kind: 'transient' } });
      const first = Number(given.link.dueAt);
      const { revision } = given.link.finance;
      expect(given.isRetriedBy('time').asked).toEqual({ finance: { op: 'update', values: { Name: 'ours' } } });
      expect(given.link.finance.revision).toBe(revision + 1);
      given.refuses('finance', 'transient');
      expect(given.link.attempts).toBe(2);
      expect(Number(given.link.dueAt) - first).toBeGreaterThan(900);
    });

    it('as throttled waits as long as it was told, and counts no attempt', () => {
      const given = editedInDataverse().refuses('finance', 'throttled', 'THROTTLED', { retryAfterMs: 7_000 });
      expect(given.link).toMatchObject({ status: 'pending', attempts: 0 });
      expect(Math.round((Number(given.link.dueAt) - 1_000_000) / 1000)).toBe(7);
    });

    it('for concurrency is decided again at once', () =>
      expect(editedInDataverse().refuses('finance', 'concurrency').asked).toEqual({ finance: { op: 'update', values: { Name: 'ours' } } }));

    it('as permanent is failed until a newer change, or until the system is mended: it is asked again, in the end once an hour', () => {
      const given = editedInDataverse().refuses('finance', 'permanent');
      expect(given.link).toMatchObject({ status: 'failed', attempts: 1 });
      for (let attempt = 0; attempt < 20; attempt += 1) {
        expect(given.isRetriedBy('time').asked).toEqual({ finance: { op: 'update', values: { Name: 'ours' } } });
        given.refuses('finance', 'permanent');
      }
      expect(Number(given.link.dueAt) - 1_000_000).toBeGreaterThan(1_800_000);
      expect(Number(given.link.dueAt) - 1_000_000).toBeLessThan(3_700_000);
      given.sees(dataverse(6, { name: 'mended' }));
      expect(given.asked).toEqual({ finance: { op: 'update', values: { Name: 'mended' } } });
      expect(given.link).toMatchObject({ status: 'pending', error: null });
    });

    it('for configuration pauses the map, with the reason', () =>
      expect(editedInDataverse().refuses('finance', 'configuration', 'PRIVILEGE_MISSING').last.pauseMap).toBe('PRIVILEGE_MISSING: no'));

    it('although it had worked: the value seen is no edit of a person, and what the other side says now counts', () => {
      const given = editedInDataverse()
        .refuses('finance', 'transient')
        .sees(dataverse(6, { name: 'a' }))
        .sees(finance(30, { Name: 'ours' }))
        .hears('finance', { ...applied, version: '29' });
      expect(given.link.dataverse.desired).toBeNull();
      expect(given.link.finance.desired?.values ?? given.link.finance.known).toMatchObject({ Name: 'a' });
    });
  });

  it('that an operator asks for is asked for again, a system that insists included', () => {
    const given = GivenLink.inStep()
      .sees(finance(5, { Note: 'x' }))
      .hears('finance', { status: 'applied', version: '7' })
      .sees(finance(8, { Note: 'x' }));
    expect(given.link.status).toBe('conflict');
    expect(given.isRetriedBy('operator').asked).toEqual({ finance: { op: 'update', values: { Note: 'n' } } });
  });
});
