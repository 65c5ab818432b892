import { guid, ids, known } from '../../test/known-records';
import { expenseEstimatesMapIn } from './expense-estimates.map';
import { materialEstimatesMapIn } from './material-estimates.map';

const expenses = expenseEstimatesMapIn('UTC');
const materials = materialEstimatesMapIn('UTC');
const cost = {
  msdyn_estimatelineid: guid(60),
  msdyn_origin: null,
  msdyn_description: 'Flight',
  msdyn_project: ids.project,
  msdyn_task: ids.task,
  msdyn_transactioncategory: ids.category,
  msdyn_resourcecategory: ids.role,
  msdyn_salescontractlineid: ids.line,
  msdyn_transactionclassification: 192350001,
  msdyn_transactiontypecode: 192350000,
  msdyn_billingtype: 192350003,
  msdyn_quantity: '1.2345678901',
  msdyn_price: '99.9999',
  transactioncurrencyid: ids.usd,
  msdyn_startdatetime: '2026-03-02T00:00:00Z',
  msdyn_enddatetime: '2026-03-03T00:00:00Z',
  msdyn_product: null,
  msdyn_writeinproductname: null,
};
const sales = { ...cost, msdyn_estimatelineid: guid(61), msdyn_transactiontypecode: 192350005, msdyn_billingtype: 192350001 };
const material = { ...cost, msdyn_transactionclassification: 192350002, msdyn_product: ids.gravel };

describe('expense estimates', () => {
  it('carry a half each: what it costs, to 10 decimals as it is', () =>
    expect(expenses.map('dataverse', cost, '', known)).toEqual({
      kind: 'mapped',
      financeKey: { dataAreaId: 'uspm', EstimateExpensesImportId: guid(60) },
      values: {
        EstimateLineId: guid(60),
        OriginEstimateLineId: null,
        ProjectId: 'P-1',
        ActivityNumber: 'A-1',
        Description: 'Flight',
        TransType: 'Cost',
        BillingType: 'NotAvailable',
        Price: '99.9999',
        Quantity: '1.2345678901',
        CurrencyId: 'USD',
        StartDate: '2026-03-02',
        EndDate: '2026-03-03',
        TransactionCategoryId: 'TCN-1',
        ResourceCategoryId: 'ROLE-1',
        ContractLineId: 'L-1',
      },
      createValues: {},
      match: {},
    }));

  it('and what the customer pays, which names its cost line once that is known, and never waits for it', () => {
    expect(expenses.map('dataverse', sales, '', known)).toMatchObject({
      kind: 'mapped',
      values: { TransType: 'Sales', BillingType: 'Chargeable', OriginEstimateLineId: null },
    });
    expect(expenses.map('dataverse', { ...sales, msdyn_origin: guid(99) }, '', known)).toMatchObject({
      kind: 'mapped',
      values: { OriginEstimateLineId: guid(99) },
    });
  });

  it('say where they have no billing type, and 0 where they have no number: neither is ever empty in Finance', () =>
    expect(
      expenses.map('dataverse', { ...cost, msdyn_billingtype: null, msdyn_quantity: null, msdyn_price: null }, '', known),
    ).toMatchObject({ values: { BillingType: 'NotSpecified', Quantity: '0', Price: '0' } }));
});

describe('estimate lines', () => {
  it('go to one map each, by their class', () => {
    expect(materials.map('dataverse', cost, '', known)).toMatchObject({ kind: 'excluded' });
    expect(expenses.map('dataverse', material, '', known)).toMatchObject({ kind: 'excluded' });
    expect(expenses.id).toBe('msdyn_estimatelines.expense');
    expect(materials.id).toBe('msdyn_estimatelines.material');
  });

  it.each([192350004, 192350006])('of type %i are no estimates', (msdyn_transactiontypecode) =>
    expect(expenses.map('dataverse', { ...cost, msdyn_transactiontypecode }, '', known)).toMatchObject({ kind: 'excluded' }),
  );
});

describe('material estimates', () => {
  it('name product and quantity as Finance knows them', () =>
    expect(materials.map('dataverse', material, '', known)).toMatchObject({
      financeKey: { dataAreaId: 'uspm', ImportId: guid(60) },
      values: { ItemId: 'I-GRAVEL', ItemDescription: 'Gravel', SalesQty: '1.2345678901', InventQty: '1.2345678901', Comment: 'Flight' },
    }));

  it('outside the catalogue go by the name that somebody typed in', () =>
    expect(materials.map('dataverse', { ...material, msdyn_product: null, msdyn_writeinproductname: 'Sand' }, '', known)).toMatchObject({
      values: { ItemId: null, ItemDescription: 'Sand' },
    }));
});
