import { DataverseTable, FinanceTable, IsChoice, IsDecimalText, IsGuid, IsLegalEntity, IsLookup, IsText } from '@concord/contracts';
import {
  checkTableMaps,
  companyReference,
  defineTableMap,
  reference,
  rounded,
  through,
  type FieldDeclaration,
  type FieldLine,
  type KeyLine,
  type TableMapDeclaration,
} from './index';

@FinanceTable('Things', ['dataAreaId', 'ThingId'])
class FinanceThing {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsText() readonly ThingId!: string;
  @IsText() readonly Name?: string | null;
  @IsDecimalText() readonly Price?: string | null;
  readonly Undecorated?: string | null;
}

@DataverseTable('sample_things', 'sample_thingid')
class DataverseThing {
  @IsGuid() readonly sample_thingid!: string;
  @IsText() readonly sample_number?: string | null;
  @IsLookup('cdm_companies') readonly msdyn_company?: string | null;
  @IsText() readonly sample_name?: string | null;
  @IsLookup('transactioncurrencies') readonly transactioncurrencyid?: string | null;
  @IsChoice() readonly sample_kind?: number | null;
}

class Undeclared {
  @IsText() readonly ThingId!: string;
}

const key: readonly KeyLine<FinanceThing, DataverseThing>[] = [
  ['dataAreaId', 'msdyn_company'],
  ['ThingId', 'sample_number'],
];
const things = (over: Partial<TableMapDeclaration<FinanceThing, DataverseThing>> = {}) =>
  defineTableMap<FinanceThing, DataverseThing>({
    name: 'Things',
    version: '1.0.0.0',
    finance: FinanceThing,
    dataverse: DataverseThing,
    integrationKey: key,
    prerequisites: [],
    initialSync: { required: false, master: 'finance' },
    creates: 'both',
    onDelete: 'delete',
    fields: () => [],
    ...over,
  });
type Line = (field: FieldLine<FinanceThing, DataverseThing>) => FieldDeclaration;

describe('a declaration that cannot work stops the process at boot', () => {
  it.each<[string, Line, string]>([
    [
      'a copy between kinds',
      (field) => field('Price', '=', 'sample_name'),
      'a copy of decimal into text would not be true; name a transform',
    ],
    ['a column without a decorator', (field) => field('Undecorated', '=', 'sample_name'), 'Undecorated carries no value decorator'],
    ['a reference that is no lookup', (field) => field('Name', '><', 'sample_name', reference('sample_names')), 'sample_name is no lookup'],
    [
      'a lookup into another table',
      (field) => field('Name', '><', 'transactioncurrencyid', reference('accounts')),
      'looks up transactioncurrencies, the map accounts',
    ],
    [
      'a key column written again',
      (field) => field('Name', '>', 'sample_number'),
      'sample_number is written by the key or another line already',
    ],
  ])('%s', (_, line, message) => expect(() => things({ fields: (field) => [line(field)] })).toThrow(message));

  it('two lines into one column', () =>
    expect(() =>
      things({ fields: (field) => [field('Name', '>', 'sample_name'), field('Price', '>>', 'sample_name', rounded(2))] }),
    ).toThrow('sample_name is written by the key or another line already'));

  it('a key that does not make the whole Finance key', () =>
    expect(() => things({ integrationKey: [['ThingId', 'sample_number']] })).toThrow(
      'sample_things: the integration key does not make dataAreaId of the Finance key',
    ));

  it('a key part through a lookup that points elsewhere', () =>
    expect(() =>
      things({
        integrationKey: [
          ['dataAreaId', through('msdyn_company', 'salesorders', 'dataAreaId')],
          ['ThingId', 'sample_number'],
        ],
      }),
    ).toThrow('msdyn_company looks up cdm_companies, not salesorders'));

  it('a name that does not begin with the table', () => {
    expect(things({ id: 'sample_things.small' }).id).toBe('sample_things.small');
    expect(() => things({ id: 'small_things' })).toThrow(
      'small_things: the id of a map of sample_things is sample_things, or sample_things.<',
    );
  });

  it('deactivation without saying what it is', () => expect(() => things({ onDelete: 'deactivate' })).toThrow('needs `deactivated`'));

  it('a record class that names no table', () =>
    expect(() => things({ finance: Undeclared as never })).toThrow('Undeclared names no table: decorate it'));
});

describe('maps that do not fit together stop the process at boot', () => {
  it('names every map that is missing, and what to add', () =>
    expect(() => checkTableMaps([things({ prerequisites: ['cdm_companies'] })])).toThrow(
      'sample_things.msdyn_company refers to cdm_companies: declare a table map or a lookup table for it, or a foreign map where another area keeps it; sample_things needs cdm_companies first',
    ));

  it('a reference within a company to what is shared, and the other way round', () => {
    const inCompany = things({
      fields: (field) => [field('Name', '><', 'transactioncurrencyid', companyReference('transactioncurrencies'))],
    });
    const currencies = {
      ...things(),
      id: 'transactioncurrencies',
      finance: { table: 'Currencies', key: ['CurrencyCode'], columns: [] },
      refersTo: [],
    };
    const companies = { ...currencies, id: 'cdm_companies' };
    expect(() => checkTableMaps([inCompany, currencies, companies])).toThrow('transactioncurrencies is shared: use reference(...)');
    const shared = things({ fields: (field) => [field('Name', '><', 'transactioncurrencyid', reference('transactioncurrencies'))] });
    const perCompany = { ...currencies, finance: { ...currencies.finance, key: ['dataAreaId', 'CurrencyCode'] } };
    expect(() => checkTableMaps([shared, perCompany, companies])).toThrow('kept per legal entity: use companyReference(...)');
  });
});
