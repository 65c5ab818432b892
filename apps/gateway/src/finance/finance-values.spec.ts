import { keyOfHint, parseFinanceEvent } from './data-event';
import { recordIdOfEtag, recordIdOfVirtualRow } from './etag';
import type { FinanceTable } from './finance-metadata';
import { financeBody, financeKeyPath, financeKeyTerm, financeRow } from './finance-values';

const of = (spelling: 'text' | 'decimal' | 'enum' | 'day' | 'number') => ({
  spelling,
  typeName: 'Microsoft.Dynamics.DataEntities.NoYes',
  enabled: true,
  editable: true,
});
const table: FinanceTable = {
  entitySet: 'ExchangeRates',
  physicalName: 'ExchangeRateEntity',
  key: ['dataAreaId', 'Name', 'StartDate', 'Line', 'Kind'],
  properties: new Map([
    ['dataAreaId', of('text')],
    ['Name', of('text')],
    ['StartDate', of('day')],
    ['Line', of('number')],
    ['Kind', of('enum')],
    ['Rate', of('decimal')],
  ]),
};
const key = { dataAreaId: 'usmf', Name: "O'Hara & Co/1", StartDate: '2026-01-01', Line: 1, Kind: 'Yes' };

describe('a row of Finance on its way in', () => {
  it('is spelt as topics spell it: no value is null, noon is a day, companies are lower case', () =>
    expect(
      financeRow(
        [
          { name: 'dataAreaId', kind: 'text' },
          { name: 'Text', kind: 'text' },
          { name: 'Blank', kind: 'text' },
          { name: 'Day', kind: 'date' },
          { name: 'NoDay', kind: 'date' },
          { name: 'At', kind: 'instant' },
          { name: 'NoTime', kind: 'instant' },
          { name: 'Amount', kind: 'decimal' },
          { name: 'RecId', kind: 'integer' },
          { name: 'Guid', kind: 'guid' },
        ],
        {
          dataAreaId: 'USMF',
          Text: 'a  ',
          Blank: '',
          Day: '2026-03-31T12:00:00Z',
          NoDay: '1900-01-01T12:00:00Z',
          At: '2026-03-31T10:15:00Z',
          NoTime: '1900-01-01T00:00:00Z',
          Amount: '745.10',
          RecId: '5637144576',
          Guid: '00000000-0000-0000-0000-000000000000',
        },
      ),
    ).toEqual({
      dataAreaId: 'usmf',
      Text: 'a',
      Blank: null,
      Day: '2026-03-31',
      NoDay: null,
      At: '2026-03-31T10:15:00Z',
      NoTime: null,
      Amount: '745.1',
      RecId: 5637144576,
      Guid: null,
    }));
});

describe('values on their way to Finance', () => {
  it('spell no value as Finance does, and a day as noon', () =>
    expect(financeBody(table, { Name: null, StartDate: null, Rate: '1.10', Kind: 'No', Line: 2 })).toBe(
      '{"Name":"","StartDate":"1900-01-01T12:00:00Z","Rate":1.10,"Kind":"No","Line":2}',
    ));

  it('never leave out silently that an enum was emptied: the cause and what to do are named', () =>
    expect(() => financeBody(table, { Name: 'x', Kind: null })).toThrow(
      expect.objectContaining({
        message: "Kind cannot be emptied: Finance's enum NoYes always holds one of its members.",
        remedy: expect.stringContaining('value map of Kind') as string,
      }),
    ));

  it('address a record by its whole key, quotes doubled, then encoded', () =>
    expect(financeKeyPath(table, key)).toBe(
      "ExchangeRates(dataAreaId='usmf',Name='O''Hara%20%26%20Co%2F1',StartDate=2026-01-01T12%3A00%3A00Z,Line=1,Kind=Microsoft.Dynamics.DataEntities.NoYes'Yes')",
    ));

  it('ask for a record in a filter, unless a star in its key would not be taken literally', () => {
    expect(financeKeyTerm(table, key)).toBe(
      "(dataAreaId eq 'usmf' and Name eq 'O''Hara & Co/1' and StartDate eq 2026-01-01T12:00:00Z and Line eq 1 and Kind eq Microsoft.Dynamics.DataEntities.NoYes'Yes')",
    );
    expect(financeKeyTerm(table, { ...key, Name: 'a*' })).toBeUndefined();
  });
});

describe('record ids', () => {
  it('are the root pair of an etag', () => {
    const etag = `W/"${Buffer.from("'0,5637144576;0,0;31,5637146001'").toString('base64')}"`;
    expect(recordIdOfEtag(etag)).toBe('5637144576');
    expect(recordIdOfEtag('W/"123"')).toBeUndefined();
    expect(recordIdOfEtag(undefined)).toBeUndefined();
  });

  it('are the last bytes of a virtual row id, reversed', () =>
    expect(recordIdOfVirtualRow('00000b77-0000-0000-1127-005001000000')).toBe('5637154577'));
});

describe('events of Finance', () => {
  const created = {
    MessageName: 'OnExternalCreated',
    PrimaryEntityId: '00000000-0000-0000-0000-000000000000',
    PrimaryEntityName: 'mserp_projgroupentity',
    InputParameters: [
      {
        key: 'Target',
        value: {
          Attributes: [
            { key: 'mserp_projectgroup', value: 'INT' },
            { key: 'mserp_projecttype', value: { Value: 200000004 } },
            { key: 'mserp_dataareaid', value: 'usmf' },
            { key: 'mserp_startdate', value: '/Date(1767225600000)/' },
          ],
          Id: '00000b77-0000-0000-1127-005001000000',
          LogicalName: 'mserp_projgroupentity',
        },
      },
    ],
  };

  it('tell entity, record id and plain attributes, with or without the prefix', () => {
    const event = parseFinanceEvent(created);
    expect(event).toEqual({
      kind: 'data',
      hint: {
        entity: 'projgroupentity',
        recordId: '5637154577',
        attributes: { projectgroup: 'INT', dataareaid: 'usmf', startdate: '2026-01-01' },
      },
    });
    if (event?.kind !== 'data') throw new Error('no data event');
    expect(keyOfHint(['dataAreaId', 'ProjectGroup'], new Set(), event.hint)).toEqual({ dataAreaId: 'usmf', ProjectGroup: 'INT' });
    expect(keyOfHint(['dataAreaId', 'ProjectType'], new Set(['ProjectType']), event.hint)).toBeUndefined();
  });

  it('that delete name a record id only', () =>
    expect(
      parseFinanceEvent({
        PrimaryEntityName: 'mserp_x',
        InputParameters: [{ key: 'Target', value: { Id: '00000b77-0000-0000-1127-005001000000' } }],
      }),
    ).toMatchObject({ hint: { recordId: '5637154577', attributes: {} } }));

  it('that are business events tell their id, and nonsense nothing', () => {
    expect(parseFinanceEvent({ BusinessEventId: 'X', ControlNumber: 1 })).toEqual({ kind: 'business', id: 'X' });
    for (const nonsense of [null, 5, 'x', [], {}, { PrimaryEntityName: 7 }, { BusinessEventId: '' }])
      expect(parseFinanceEvent(nonsense)).toBeUndefined();
    expect(parseFinanceEvent({ PrimaryEntityName: 'mserp_x', InputParameters: [null, 5, { key: 'Target', value: 3 }] })).toEqual({
      kind: 'data',
      hint: { entity: 'x', attributes: {} },
    });
  });
});
