import {
  DataverseTable,
  FinanceTable,
  IsChoice,
  IsDecimalText,
  IsGuid,
  IsLookup,
  IsText,
  IsWholeNumber,
  type Row,
} from '@concord/contracts';
import { asGuid, asNumber, defineTableMap, onceFilled, onCreation, orColumn, rounded, through, valueMap, type TableMap } from '../index';

@FinanceTable('Staged', ['ImportId'])
class Staged {
  @IsGuid() readonly ImportId!: string;
  @IsGuid() readonly OtherId?: string | null;
  @IsGuid() readonly ResourceId?: string | null;
  @IsWholeNumber() readonly Status?: number | null;
  @IsText() readonly Item?: string | null;
  @IsText() readonly Journalized?: 'No' | 'Yes' | null;
  @IsText() readonly Voucher?: string | null;
  @IsDecimalText() readonly Tax?: string | null;
}

@DataverseTable('facts', 'factid')
class Fact {
  @IsGuid() readonly factid!: string;
  @IsText() readonly other?: string | null;
  @IsLookup('resources') readonly resource?: string | null;
  @IsChoice() readonly status?: number | null;
  @IsLookup('items') readonly item?: string | null;
  @IsText() readonly itemtext?: string | null;
  @IsChoice() readonly journalized?: 0 | 1 | null;
  @IsText() readonly voucher?: string | null;
  @IsDecimalText() readonly tax?: string | null;
}

const mapWith = (counts: string): TableMap =>
  defineTableMap<Staged, Fact>({
    name: 'Facts',
    version: '1',
    finance: Staged,
    dataverse: Fact,
    integrationKey: [['ImportId', 'factid']],
    prerequisites: [],
    initialSync: { required: false, master: 'dataverse' },
    creates: 'dataverse',
    onDelete: 'keep',
    fields: (field) => [
      field('OtherId', '<<', 'other', asGuid()),
      field('ResourceId', '<<', 'resource', asGuid()),
      field('Status', '<<', 'status', asNumber()),
      field('Item', '<<', 'item', orColumn('itemtext', through('items', 'Name'))),
      field('Journalized', '<<', 'journalized', onCreation(valueMap({ No: 0, Yes: 1 }))),
      field('Voucher', '>', 'voucher'),
      field('Tax', '><', 'tax', onceFilled(counts, rounded(2, { empty: '0' }))),
    ],
  });
const map = mapWith('Voucher');

const id = '00000000-0000-4000-8000-00000000000a';
const fact = {
  factid: id,
  other: null,
  resource: null,
  status: null,
  item: null,
  itemtext: null,
  journalized: 0,
  voucher: null,
  tax: null,
};
const toFinance = (row: Row) => map.map('dataverse', { ...fact, ...row }, '', () => undefined);
const toDataverse = (row: Row) => map.map('finance', { ImportId: id, Voucher: null, Tax: '0', ...row }, '', () => undefined);

describe('a value beside others', () => {
  it('counts once the other column is filled, 0 included; before, it is not told', () => {
    expect(toDataverse({ Tax: '0' })).toMatchObject({ values: { voucher: null } });
    expect(toDataverse({ Tax: '0' })).not.toHaveProperty('values.tax');
    expect(toDataverse({ Tax: '0', Voucher: 'V-1' })).toMatchObject({ values: { voucher: 'V-1', tax: '0' } });
    expect(toDataverse({ Tax: '10.005', Voucher: 'V-1' })).toMatchObject({ values: { tax: '10.01' } });
  });

  it('goes the other way whatever is filled, and as 0 where it is empty', () => {
    expect(toFinance({ tax: '12.5' })).toMatchObject({ values: { Tax: '12.5' } });
    expect(toFinance({})).toMatchObject({ values: { Tax: '0' } });
  });

  it('is taken from another column while its own is empty', () =>
    expect(toFinance({ itemtext: 'Gravel' })).toMatchObject({ values: { Item: 'Gravel' } }));

  it('is set on creation only, where the other system goes on with it', () => {
    expect(toFinance({})).toMatchObject({ createValues: { Journalized: 'No' } });
    expect(toFinance({})).not.toHaveProperty('values.Journalized');
  });

  it('stops the process at boot where the other column is none of its side', () => {
    expect(() => mapWith('Vuocher')).toThrow('Vuocher carries no value decorator');
    expect(() => mapWith('itemtext')).toThrow('itemtext carries no value decorator');
  });
});

describe('a value that only changes its type', () => {
  it('is a Guid where text or a lookup holds one, and waits for no record', () =>
    expect(toFinance({ other: ` ${id.toUpperCase()} `, resource: id })).toMatchObject({
      kind: 'mapped',
      values: { OtherId: id, ResourceId: id },
    }));

  it('fails its record where text holds none', () =>
    expect(toFinance({ other: 'A-1' })).toMatchObject({ kind: 'failed', code: 'INVALID_VALUE' }));

  it('is a number, 0 where there is none', () => {
    expect(toFinance({ status: 192350001 })).toMatchObject({ values: { Status: 192350001 } });
    expect(toFinance({})).toMatchObject({ values: { Status: 0 } });
  });
});
