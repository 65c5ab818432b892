import { companies, guid, linksOf, usd } from '../../test/known-links';
import { productsMap } from './products.map';
import { unitsMap } from './units.map';

const [quantity, each] = [guid(97), guid(98)];
const links = linksOf({
  ...companies,
  uomschedules: [[quantity, { UnitClass: 'Quantity' }]],
  uoms: [[each, { UnitSymbol: 'ea' }]],
});
const unit = {
  UnitSymbol: 'ea',
  UnitClass: 'Quantity',
  DecimalPrecision: 2,
  IsBaseUnit: 'No',
  IsSystemUnit: 'Yes',
  SystemOfUnits: 'Metric',
  UnitDescription: 'Each',
};

describe('Units', () => {
  it('take their unit group from their class, and their name from their symbol', () =>
    expect(unitsMap.map('finance', unit, '', links)).toEqual({
      kind: 'mapped',
      financeKey: { UnitSymbol: 'ea' },
      values: {
        msdyn_symbol: 'ea',
        name: 'ea',
        msdyn_externalunitclassname: 'Quantity',
        uomscheduleid: quantity,
        msdyn_decimalprecision: 2,
        msdyn_isbaseunit: false,
        msdyn_issystemunit: true,
        msdyn_systemofunits: 192350001,
        msdyn_description: 'Each',
      },
      createValues: {},
      match: { msdyn_symbol: 'ea' },
    }));

  it('wait for a unit group of the name of their class (I6)', () =>
    expect(unitsMap.map('finance', { ...unit, UnitClass: 'Mass' }, '', links)).toEqual({
      kind: 'missing',
      missing: [{ map: 'uomschedules', system: 'finance', id: 'mass' }],
    }));
});

describe('Released distinct products', () => {
  it('are one row in Dataverse, whichever legal entity released them', () =>
    expect(
      ['usmf', 'demf'].map((dataAreaId) =>
        productsMap.map(
          'finance',
          {
            dataAreaId,
            ProductNumber: 'D0001',
            ItemNumber: 'D0001',
            ProductName: 'Speaker',
            ProductDescription: null,
            CurrencyCode: 'USD',
            SalesUnitSymbol: 'ea',
            SalesPrice: '12.345678',
            UnitCost: '7.00005',
            ProductType: 'Service',
            IsStockedProduct: 'No',
            SalesUnitDecimalPrecision: null,
          },
          dataAreaId,
          links,
        ),
      ),
    ).toEqual(
      ['usmf', 'demf'].map((dataAreaId) => ({
        kind: 'mapped',
        financeKey: { dataAreaId, ProductNumber: 'D0001' },
        values: {
          msdyn_productnumber: 'D0001',
          msdyn_itemnumber: 'D0001',
          name: 'Speaker',
          description: null,
          transactioncurrencyid: usd,
          defaultuomid: each,
          price: '12.3457',
          currentcost: '7.0001',
          producttypecode: 3,
          quantitydecimal: 0,
          msdyn_isstockedproduct: false,
        },
        createValues: {},
        match: { msdyn_productnumber: 'D0001' },
      })),
    ));
});
