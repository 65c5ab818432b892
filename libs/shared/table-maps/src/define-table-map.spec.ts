import {
  DataverseTable,
  FinanceTable,
  IsDecimalText,
  IsEnumMember,
  IsChoice,
  IsGuid,
  IsLegalEntity,
  IsLookup,
  IsText,
  type Row,
} from '@concord/contracts';
import {
  companyReference,
  defaultTo,
  defineTableMap,
  none,
  reference,
  rounded,
  sameValue,
  valueMap,
  type Reference,
  type Referred,
} from './index';

@FinanceTable('Things', ['dataAreaId', 'ThingId'])
class FinanceThing {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsText(20) readonly ThingId!: string;
  @IsText() readonly Name?: string | null;
  @IsText() readonly Currency?: string | null;
  @IsText() readonly Parent?: string | null;
  @IsEnumMember() readonly Blocked?: 'No' | 'Yes' | null;
  @IsDecimalText() readonly Price?: string | null;
  @IsText() readonly Language?: string | null;
}

@DataverseTable('sample_things', 'sample_thingid')
class DataverseThing {
  @IsGuid() readonly sample_thingid!: string;
  @IsText() readonly sample_number?: string | null;
  @IsLookup('cdm_companies') readonly msdyn_company?: string | null;
  @IsText() readonly sample_name?: string | null;
  @IsLookup('transactioncurrencies') readonly transactioncurrencyid?: string | null;
  @IsLookup('sample_things') readonly sample_parent?: string | null;
  @IsChoice() readonly sample_blocked?: 0 | 1 | null;
  @IsDecimalText() readonly sample_price?: string | null;
  @IsChoice() readonly sample_kind?: 3 | null;
}

const thingsMap = defineTableMap<FinanceThing, DataverseThing>({
  name: 'Things',
  version: '1.0.0.0',
  finance: FinanceThing,
  dataverse: DataverseThing,
  integrationKey: [
    ['dataAreaId', 'msdyn_company'],
    ['ThingId', 'sample_number'],
  ],
  filter: { dataverse: { only: 'kind 3', test: (thing) => thing.sample_kind === 3 } },
  prerequisites: ['cdm_companies', 'transactioncurrencies'],
  initialSync: { required: false, master: 'finance' },
  creates: 'both',
  onDelete: 'delete',
  fields: (field) => [
    field('Name', '=', 'sample_name'),
    field('Currency', '><', 'transactioncurrencyid', reference('transactioncurrencies')),
    field('Parent', '><', 'sample_parent', companyReference('sample_things')),
    field('Blocked', '><', 'sample_blocked', valueMap({ No: 0, Yes: 1 }, { empty: 'No' })),
    field('Price', '><', 'sample_price', rounded(4)),
    field(none, '>>', 'sample_kind', defaultTo(3)),
    field('Language', '<<', none, defaultTo('en-us')),
  ],
});

const guid = (n: number): string => `00000000-0000-0000-0000-${String(n).padStart(12, '0')}`;
const company = { dataverseId: guid(1), financeKey: { LegalEntityId: 'USMF' } };
const euro = { dataverseId: guid(2), financeKey: { CurrencyCode: 'EUR' } };
const parent = { dataverseId: guid(3), financeKey: { dataAreaId: 'usmf', ThingId: 'T-1' } };
const links: readonly (readonly [string, Referred])[] = [
  ['cdm_companies', company],
  ['transactioncurrencies', euro],
  ['sample_things', parent],
];
const resolve = ({ map, system, id }: Reference): Referred | undefined =>
  links.find(([of, { dataverseId, financeKey }]) => {
    if (of !== map) return false;
    return system === 'dataverse' ? id === dataverseId : id === Object.values(financeKey).join('|').toLowerCase();
  })?.[1];

const finance: Row = {
  dataAreaId: 'USMF',
  ThingId: 'T-2',
  Name: 'Two ',
  Currency: 'eur',
  Parent: 'T-1',
  Blocked: 'Yes',
  Price: '1.234567',
  Language: null,
};
const dataverse: Row = {
  sample_thingid: guid(9),
  sample_number: 'T-2',
  msdyn_company: guid(1),
  sample_name: 'Two',
  transactioncurrencyid: guid(2),
  sample_parent: guid(3),
  sample_blocked: null,
  sample_price: '1.2300',
  sample_kind: 3,
};

describe('a two-way map', () => {
  it('makes a Dataverse row of a Finance row', () =>
    expect(thingsMap.map('finance', finance, '', resolve)).toEqual({
      kind: 'mapped',
      financeKey: { dataAreaId: 'usmf', ThingId: 'T-2' },
      values: {
        sample_number: 'T-2',
        msdyn_company: guid(1),
        sample_name: 'Two',
        transactioncurrencyid: guid(2),
        sample_parent: guid(3),
        sample_blocked: 1,
        sample_price: '1.2346',
      },
      createValues: { sample_kind: 3 },
      match: { sample_number: 'T-2', msdyn_company: guid(1) },
    }));

  it('makes a Finance row of a Dataverse row, key columns apart', () =>
    expect(thingsMap.map('dataverse', dataverse, '', resolve)).toEqual({
      kind: 'mapped',
      financeKey: { dataAreaId: 'usmf', ThingId: 'T-2' },
      values: { Name: 'Two', Currency: 'EUR', Parent: 'T-1', Blocked: 'No', Price: '1.23' },
      createValues: { Language: 'en-us' },
      match: {},
    }));

  it('clears what is cleared: an empty lookup, text or number goes as empty, never as left out', () => {
    const cleared = { ...dataverse, transactioncurrencyid: null, sample_parent: null, sample_name: null, sample_price: null };
    expect(thingsMap.map('dataverse', cleared, '', resolve)).toMatchObject({
      kind: 'mapped',
      values: { Name: null, Currency: null, Parent: null, Price: null },
    });
    const clearedInFinance = { ...finance, Currency: '', Parent: '', Name: '', Price: null };
    expect(thingsMap.map('finance', clearedInFinance, '', resolve)).toMatchObject({
      kind: 'mapped',
      values: { sample_name: null, transactioncurrencyid: null, sample_parent: null, sample_price: null },
    });
  });

  it.each([
    ['1.2345', '1.23450000', '1.2345'],
    ['0.123456', '0.1234560000', '0.1235'],
    ['-0.0123456789', '-0.01234567890', '-0.0123'],
    ['12345678901234.0000000001', '12345678901234.00000000010', '12345678901234'],
  ])('takes %s for what it is, however the system writes it, and rounds on the rounded line alone', (value, written, inDataverse) => {
    expect(thingsMap.map('dataverse', { ...dataverse, sample_price: written }, '', resolve)).toMatchObject({ values: { Price: value } });
    expect(thingsMap.map('finance', { ...finance, Price: written }, '', resolve)).toMatchObject({ values: { sample_price: inDataverse } });
    expect(sameValue(value, written, { kind: 'decimal' })).toBe(true);
  });

  it('names every reference a row needs, once, before any is known (I6)', () => {
    expect(thingsMap.referencesOf('dataverse', dataverse, '')).toEqual([
      { map: 'cdm_companies', system: 'dataverse', id: guid(1) },
      { map: 'transactioncurrencies', system: 'dataverse', id: guid(2) },
      { map: 'sample_things', system: 'dataverse', id: guid(3) },
    ]);
    expect(thingsMap.referencesOf('finance', finance, '')).toEqual([
      { map: 'cdm_companies', system: 'finance', id: 'usmf' },
      { map: 'transactioncurrencies', system: 'finance', id: 'eur' },
      { map: 'sample_things', system: 'finance', id: 'usmf|t-1' },
    ]);
  });

  it('waits for nobody when a record refers to itself', () => {
    const own = { ...dataverse, sample_parent: guid(9) };
    expect(thingsMap.map('dataverse', own, '', resolve)).toMatchObject({ kind: 'mapped', values: { Parent: 'T-2' } });
    const ownInFinance = { ...finance, Parent: 't-2' };
    expect(thingsMap.map('finance', ownInFinance, '', resolve)).toMatchObject({ kind: 'mapped', values: { sample_parent: null } });
    const itself = (to: Reference): Referred | undefined => (to.id === 'usmf|t-2' ? { dataverseId: guid(9), financeKey: {} } : resolve(to));
    expect(thingsMap.map('finance', ownInFinance, '', itself)).toMatchObject({ values: { sample_parent: guid(9) } });
  });

  it('refuses a lookup to a record of another legal entity: numbers repeat between companies', () => {
    const abroad = (reference: Reference): Referred | undefined =>
      reference.map === 'sample_things' ? { dataverseId: guid(3), financeKey: { dataAreaId: 'demf', ThingId: 'T-1' } } : resolve(reference);
    expect(thingsMap.map('dataverse', dataverse, '', abroad)).toMatchObject({ kind: 'failed', code: 'REFERENCE_IN_OTHER_COMPANY' });
  });

  it('fails a value that the value map does not name, and says column, value and remedy (I8)', () => {
    const mapped = thingsMap.map('finance', { ...finance, Blocked: 'Never' }, '', resolve);
    expect(mapped).toMatchObject({ kind: 'failed', code: 'UNMAPPED_VALUE' });
    expect(mapped).toMatchObject({
      message: expect.stringContaining('Blocked holds "Never"'),
      remedy: expect.stringContaining('Extend the value map'),
    });
  });

  it('excludes what its filter leaves out, and a row without a legal entity, saying so', () => {
    expect(thingsMap.map('dataverse', { ...dataverse, sample_kind: null }, '', resolve)).toEqual({
      kind: 'excluded',
      by: 'filter: only kind 3',
    });
    expect(thingsMap.map('dataverse', { ...dataverse, msdyn_company: null }, '', resolve)).toEqual({
      kind: 'excluded',
      by: 'no legal entity: msdyn_company is empty',
    });
  });

  it('says nothing of a column that was not captured: unknown is not empty', () => {
    const { Name: _, ...partial } = finance;
    const mapped = thingsMap.map('finance', partial, '', resolve);
    expect(mapped.kind === 'mapped' && 'sample_name' in mapped.values).toBe(false);
  });
});
