import { TestEnvironment } from '../../test/dataverse-environment';

// The Microsoft.Dynamics.CRM query functions (section 4.2), on a tree of places that no data set knows. The clock says 2026-03-14T09:26:53Z.
const id = (n: number) => `5b0a4c1e-7f35-4f4c-9a52-d9f2a1c0e${String(n).padStart(3, '0')}`;
const places = {
  logicalName: 'new_place',
  entitySetName: 'new_places',
  primaryId: 'new_placeid',
  primaryName: 'new_name',
  columns: [
    { name: 'new_name', type: 'String' },
    { name: 'new_seenon', type: 'DateTime' },
    { name: 'new_day', type: 'DateTime', behavior: 'DateOnly' },
    { name: 'new_size', type: 'Int32' },
    { name: 'new_tags', type: 'MultiChoice', options: [1, 2, 3].map((value) => ({ value, label: `Tag ${value}` })) },
    { name: 'new_language', type: 'Int32' },
  ],
  lookups: [{ name: 'new_parentid', targets: [{ table: 'new_place', navigation: 'new_parentid', collection: 'new_children' }] }],
};

let environment: TestEnvironment;

/** Names of the rows that pass, in key order. */
const names = (call: string): string =>
  environment
    .get(`new_places?$select=new_name&$filter=${encodeURIComponent(call.replace(/^(\w+)/, 'Microsoft.Dynamics.CRM.$1'))}`)
    .json.value.map(({ new_name }: { new_name: string }) => new_name)
    .join(' ');

const seed = (table: string, ...rows: object[]) => environment.dataverse.seed(table, rows);

beforeEach(() => {
  environment = new TestEnvironment();
  environment.dataverse.define([places]);
});

describe('query functions on values (section 4.2)', () => {
  beforeEach(() =>
    seed(
      'new_place',
      { new_placeid: id(1), new_name: 'a', new_size: 1, new_tags: '1,2', new_language: 1033 },
      { new_placeid: id(2), new_name: 'b', new_size: 5, new_tags: '3' },
      { new_placeid: id(3), new_name: "o'c", new_size: 9 },
    ),
  );

  it.each([
    ["In(PropertyName='new_size',PropertyValues=['1','9'])", "a o'c"],
    [`In(PropertyName='new_name',PropertyValues=["A","o'c"])`, "a o'c"],
    ["NotIn(PropertyName='new_size',PropertyValues=['1','9'])", 'b'],
    ["Between(PropertyName='new_size',PropertyValues=['2','9'])", "b o'c"],
    ["NotBetween(PropertyName='new_size',PropertyValues=['2','9'])", 'a'],
    ["ContainValues(PropertyName='new_tags',PropertyValues=['2','3'])", 'a b'],
    ["DoesNotContainValues(PropertyName='new_tags',PropertyValues=['2'])", 'b'],
    ["EqualUserLanguage(PropertyName='new_language')", 'a'],
    ["EqualBusinessId(PropertyName='owningbusinessunit')", "a b o'c"],
    ["NotEqualBusinessId(PropertyName='owningbusinessunit')", ''],
  ])('%s', (call, expected) => expect(names(call)).toBe(expected));
});

describe('query functions on time (section 4.2)', () => {
  const seen = (...instants: string[]) =>
    seed('new_place', ...instants.map((new_seenon, n) => ({ new_placeid: id(n + 1), new_name: String.fromCharCode(97 + n), new_seenon })));

  it.each([
    ['Today', ['2026-03-13T23:59:59Z', '2026-03-14T00:00:00Z', '2026-03-14T23:59:59Z', '2026-03-15T00:00:00Z'], 'b c'],
    ['Yesterday', ['2026-03-12T23:59:59Z', '2026-03-13T00:00:00Z', '2026-03-14T00:00:00Z'], 'b'],
    ['Tomorrow', ['2026-03-15T12:00:00Z', '2026-03-16T00:00:00Z'], 'a'],
    ['ThisWeek', ['2026-03-07T23:00:00Z', '2026-03-08T00:00:00Z', '2026-03-14T23:00:00Z', '2026-03-15T00:00:00Z'], 'b c'],
    ['LastMonth', ['2026-01-31T00:00:00Z', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'], 'b'],
    ['NextYear', ['2026-12-31T00:00:00Z', '2027-06-01T00:00:00Z'], 'b'],
    ['Last7Days', ['2026-03-06T00:00:00Z', '2026-03-08T00:00:00Z'], 'b'],
    ['LastXHours:2', ['2026-03-14T06:00:00Z', '2026-03-14T08:00:00Z', '2026-03-14T10:00:00Z'], 'b'],
    ['NextXDays:2', ['2026-03-14T09:00:00Z', '2026-03-15T09:00:00Z', '2026-03-18T00:00:00Z'], 'b'],
    ['OlderThanXMonths:1', ['2026-02-13T00:00:00Z', '2026-02-15T00:00:00Z'], 'a'],
    ['ThisFiscalYear', ['2025-12-31T00:00:00Z', '2026-01-01T00:00:00Z', '2026-12-31T23:00:00Z'], 'b c'],
    ['LastFiscalYear', ['2025-12-31T00:00:00Z', '2026-01-01T00:00:00Z'], 'a'],
    ['NextFiscalYear', ['2026-12-31T00:00:00Z', '2027-01-01T00:00:00Z'], 'b'],
    ['ThisFiscalPeriod', ['2025-12-31T00:00:00Z', '2026-03-31T00:00:00Z', '2026-04-01T00:00:00Z'], 'b'],
    ['LastFiscalPeriod', ['2025-10-01T00:00:00Z', '2026-01-01T00:00:00Z'], 'a'],
    ['NextFiscalPeriod', ['2026-04-01T00:00:00Z', '2026-07-01T00:00:00Z'], 'a'],
    ['LastXFiscalYears:2', ['2023-12-31T00:00:00Z', '2024-01-01T00:00:00Z', '2026-01-01T00:00:00Z'], 'b'],
    ['NextXFiscalYears:1', ['2027-12-31T00:00:00Z', '2028-01-01T00:00:00Z'], 'a'],
    ['LastXFiscalPeriods:1', ['2025-09-30T00:00:00Z', '2025-10-01T00:00:00Z'], 'b'],
    ['NextXFiscalPeriods:2', ['2026-04-01T00:00:00Z', '2026-09-30T00:00:00Z', '2026-10-01T00:00:00Z'], 'a b'],
    ['InFiscalYear:2025', ['2025-05-05T00:00:00Z', '2026-05-05T00:00:00Z'], 'a'],
    ['InFiscalPeriod:2', ['2025-05-05T00:00:00Z', '2026-07-05T00:00:00Z'], 'a'],
    ['InFiscalPeriodAndYear:2,2025', ['2025-05-05T00:00:00Z', '2026-05-05T00:00:00Z'], 'a'],
    ['InOrAfterFiscalPeriodAndYear:2,2025', ['2025-03-31T00:00:00Z', '2025-04-01T00:00:00Z', '2027-01-01T00:00:00Z'], 'b c'],
    ['InOrBeforeFiscalPeriodAndYear:2,2025', ['2025-06-30T00:00:00Z', '2025-07-01T00:00:00Z'], 'a'],
  ])('%s', (call, instants, expected) => {
    seen(...instants);
    const [name, values] = call.split(':') as [string, string | undefined];
    const given = values?.split(',') ?? [];
    const parameters = given.map((value, n) => `,PropertyValue${given.length > 1 ? n + 1 : ''}=${value}`).join('');
    expect(names(`${name}(PropertyName='new_seenon'${parameters})`)).toBe(expected);
  });

  it.each([
    ['On', 'b'],
    ['NotOn', 'a c'],
    ['OnOrAfter', 'b c'],
    ['OnOrBefore', 'a b'],
  ])('%s compares days, of instants and of dates alike', (name, expected) => {
    seed(
      'new_place',
      ...['2026-03-09', '2026-03-10', '2026-03-11'].map((day, n) => ({
        new_placeid: id(n + 1),
        new_name: String.fromCharCode(97 + n),
        new_day: day,
        new_seenon: `${day}T15:00:00Z`,
      })),
    );
    for (const column of ['new_day', 'new_seenon']) {
      expect(names(`${name}(PropertyName='${column}',PropertyValue='2026-03-10')`)).toBe(expected);
    }
  });
});

describe('query functions on trees and people (section 4.2)', () => {
  it.each([
    ['Under', 2, 'd e'],
    ['UnderOrEqual', 2, 'b d e'],
    ['NotUnder', 2, 'a b c'],
    ['Above', 5, 'a b d'],
    ['AboveOrEqual', 5, 'a b d e'],
  ])('%s, over the lookup of a table to itself', (name, of, expected) => {
    const row = (n: number, name: string, parent?: number) => ({
      new_placeid: id(n),
      new_name: name,
      ...(parent === undefined ? {} : { _new_parentid_value: id(parent) }),
    });
    seed('new_place', row(1, 'a'), row(2, 'b', 1), row(3, 'c', 1), row(4, 'd', 2), row(5, 'e', 4));
    expect(names(`${name}(PropertyName='new_placeid',PropertyValue='${id(of)}')`)).toBe(expected);
  });

  it('a table without a tree has none to ask about', () => {
    const answer = environment.get(
      `teams?$filter=${encodeURIComponent(`Microsoft.Dynamics.CRM.Under(PropertyName='teamid',PropertyValue='${id(1)}')`)}`,
    );
    expect([answer.status, answer.errorCode]).toEqual([400, '0x80060888']);
  });

  it.each([
    ['EqualUserId', 'mine'],
    ['NotEqualUserId', 'report team reportsteam stranger'],
    ['EqualUserTeams', 'team'],
    ['EqualUserOrUserTeams', 'mine team'],
    ['EqualUserOrUserHierarchy', 'mine report'],
    ['EqualUserOrUserHierarchyAndTeams', 'mine report team reportsteam'],
  ])('%s', (name, expected) => {
    const { application, administrator } = environment.dataverse.identities;
    seed('systemuser', { systemuserid: id(10), fullname: 'Report', _parentsystemuserid_value: application });
    seed('team', { teamid: id(20), name: 'Ours' }, { teamid: id(21), name: 'Theirs' });
    for (const [user, team] of [
      [application, id(20)],
      [id(10), id(21)],
    ]) {
      const added = environment.send('POST', `systemusers(${user!})/teammembership_association/$ref`, { '@odata.id': `teams(${team!})` });
      expect(added.status).toBe(204);
    }
    const owned = (n: number, name: string, owner: string, type = 'systemuser') => ({
      new_placeid: id(n),
      new_name: name,
      _ownerid_value: owner,
      '_ownerid_value@type': type,
    });
    seed(
      'new_place',
      owned(1, 'mine', application),
      owned(2, 'report', id(10)),
      owned(3, 'team', id(20), 'team'),
      owned(4, 'reportsteam', id(21), 'team'),
      owned(5, 'stranger', administrator),
    );
    expect(names(`${name}(PropertyName='ownerid')`)).toBe(expected);
  });

  it('none of them goes with not, and one that does not exist says so', () => {
    const ask = (filter: string) => environment.get(`new_places?$filter=${encodeURIComponent(filter)}`);
    expect(ask("not Microsoft.Dynamics.CRM.Today(PropertyName='new_seenon')").errorMessage).toBe(
      'Not operator along with the Custom Named Condition operators is not allowed',
    );
    expect(ask("Microsoft.Dynamics.CRM.Contains(PropertyName='new_name',PropertyValue='x')").status).toBe(501);
  });
});
