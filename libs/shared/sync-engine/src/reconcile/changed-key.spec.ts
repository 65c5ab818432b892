import type { Resolve, TableMap } from '@concord/table-maps';
import { dataverse, deletedIn, GivenLink } from '../../test/model/given-link';
import { customersMap } from '../../test/model/small-maps';
import { decideChange } from '../changes/decide-change';
import { newLink, type Link } from '../links/link';
import { decideOutcome } from '../outcomes/decide-outcome';

const toFinanceOnly = (map: TableMap): TableMap => ({ ...map, writes: { finance: true, dataverse: false } });
const projects = (): GivenLink => GivenLink.inStep({ creates: 'dataverse' }, toFinanceOnly);
const applied = (version: string) => ({ status: 'applied' as const, version });

describe('a change that gives a record another key than it is paired under', () => {
  it('leaves the pairing, and makes no second record: other columns go on, and the link says what is wrong (I3)', () => {
    const given = projects().sees(dataverse(4, { number: 'k2', name: 'b' }));
    expect(given.asked).toEqual({ finance: { op: 'update', values: { Name: 'b' } } });
    given.hears('finance', applied('8'));
    expect(given.link).toMatchObject({
      status: 'conflict',
      integrationKey: 'k',
      error: { code: 'INTEGRATION_KEY_CHANGED', kind: 'permanent' },
    });
    expect(given.link.error?.message).toContain('paired as k, and its values now say k2');
    given.sees(dataverse(6, { number: 'k2', name: 'c' })).hears('finance', applied('10'));
    expect(given.link).toMatchObject({ status: 'conflict', finance: { known: { Name: 'c' } } });
  });

  it('is forgotten when the key is given back', () => {
    const given = projects()
      .sees(dataverse(4, { number: 'k2' }))
      .sees(dataverse(6));
    expect(given.link).toMatchObject({ status: 'synced', error: null });
    expect(given.asked).toEqual({});
  });

  it('is set right in Dataverse where the map writes it', () =>
    expect(GivenLink.inStep().sees(dataverse(4, { number: 'k2' })).asked).toEqual({
      dataverse: { op: 'update', values: { number: 'k' } },
    }));

  it('counts once the Finance record is gone, after a look whether another record has the key', () => {
    const given = projects()
      .sees(dataverse(4, { number: 'k2' }))
      .sees(deletedIn('finance', 9));
    expect(given.asked).toEqual({});
    expect(given.link).toMatchObject({ status: 'pending', integrationKey: null });
    given.isRetriedBy('time');
    expect(given.link.integrationKey).toBe('k2');
    expect(given.asked).toMatchObject({ finance: { op: 'create' } });
  });

  it('calls the record by the key it is paired under where it refers to itself', () =>
    expect(GivenLink.inStep({ creates: 'dataverse' }, toFinanceOnly).sees(dataverse(4, { number: 'k2', main: 'guid' })).asked).toEqual({
      finance: { op: 'update', values: { Main: 'k' } },
    }));

  it('by another legal entity holds everything: there the same values mean something else', () => {
    const codes: Readonly<Record<string, string>> = { a: 'USMF', b: 'DEMF' };
    const resolve: Resolve = ({ id }) => ({ dataverseId: id, financeKey: { Code: codes[id] ?? null } });
    const circumstances = { map: toFinanceOnly(customersMap), resolve, now: 1, random: 1 };
    const sees = (link: Link, version: bigint, company: string, name: string) =>
      decideChange(
        link,
        {
          system: 'dataverse',
          id: 'g',
          key: { accountid: 'g' },
          version,
          row: { accountid: 'g', company, number: 'C1', name, group: null },
        },
        circumstances,
      );
    const created = sees(newLink('6b0d5a52-7a3a-5b0e-9a10-000000000002', 'accounts', ''), 2n, 'a', 'One').link;
    const answer = { system: 'finance' as const, map: 'accounts', link: created.id, revision: 1, status: 'applied' as const, version: '5' };
    const { link } = decideOutcome(created, answer, circumstances);
    expect(link).toMatchObject({ status: 'synced', integrationKey: 'usmf|c1' });

    const moved = sees(link, 4n, 'b', 'Two');
    expect(moved.issued).toEqual([]);
    expect(moved.link).toMatchObject({ status: 'failed', error: { code: 'INTEGRATION_KEY_CHANGED' }, finance: { known: { Name: 'One' } } });
    const back = sees(moved.link, 6n, 'a', 'Two');
    expect(back.link).toMatchObject({ status: 'pending', finance: { desired: { values: { Name: 'Two' } } } });
  });
});
