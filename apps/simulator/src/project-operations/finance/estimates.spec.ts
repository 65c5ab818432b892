import { FinanceOffice } from '../../../test/finance-office';

const line = (number: number): string => `f0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Forecasts of estimates. Source: domain/30-estimates-actuals.md 30.1 to 30.3. */
describe('Estimates', () => {
  let office: FinanceOffice;

  beforeEach(() => {
    office = new FinanceOffice();
    office.project('P-1', 'TimeAndMaterial');
  });

  const hours = (more: Record<string, unknown> = {}) =>
    office.api('POST', 'ProjEstimateHoursImport', {
      dataAreaId: 'uspm',
      EstimateHoursImportId: line(1),
      ProjectId: 'P-1',
      Duration: 40,
      PlannedCostAmount: 4000,
      PlannedSalesAmount: 8000,
      StartDate: '2026-03-02T12:00:00Z',
      ...more,
    });
  const expense = (number: number, TransType: 'Cost' | 'Sales', Price: number, origin?: number) =>
    office.api('POST', 'ProjEstimateExpensesImports', {
      dataAreaId: 'uspm',
      EstimateExpensesImportId: line(number),
      EstimateLineId: line(number),
      ...(origin === undefined ? {} : { OriginEstimateLineId: line(origin) }),
      ProjectId: 'P-1',
      TransType,
      BillingType: TransType === 'Sales' ? 'Chargeable' : 'NotAvailable',
      Quantity: 2,
      Price,
      CurrencyId: 'USD',
    });
  const remove = (set: string, key: string, number: number) => office.api('DELETE', `${set}(dataAreaId='uspm',${key}=${line(number)})`);
  const forecasts = () => office.rows('ProjectExpenseForecasts').map((row) => [row['CostPrice'], row['SalesPrice'], row['SalesAmount']]);

  it('an assignment is one hour forecast with unit prices; the scheduler’s delete and insert does not double it', () => {
    expect(hours().status).toBe(201);
    expect(office.row('ProjectHourForecasts', {})).toMatchObject({
      Quantity: '40',
      CostPrice: '100',
      SalesPrice: '200',
      CategoryId: 'Hours',
      ForecastModelId: 'Original',
    });
    remove('ProjEstimateHoursImport', 'EstimateHoursImportId', 1);
    expect(office.rows('ProjectHourForecasts')).toEqual([]);
    hours({ EstimateHoursImportId: line(2) });
    office.api('PATCH', `ProjEstimateHoursImport(dataAreaId='uspm',EstimateHoursImportId=${line(2)})`, { Duration: 0 });
    expect(office.row('ProjectHourForecasts', {})).toMatchObject({ Quantity: '0', CostPrice: '0', CostAmount: '4000' });
  });

  it.each([
    ['cost first', ['Cost', 'Sales']],
    ['sales first', ['Sales', 'Cost']],
  ])('cost and sales line of an origin are one forecast, %s; each half may go by itself', (_order, order) => {
    for (const type of order) expect((type === 'Cost' ? expense(1, 'Cost', 10) : expense(2, 'Sales', 15, 1)).status).toBe(201);
    expect(forecasts()).toEqual([['10', '15', '30']]);
    remove('ProjEstimateExpensesImports', 'EstimateExpensesImportId', 1);
    expect(forecasts()).toEqual([['0', '15', '30']]);
    remove('ProjEstimateExpensesImports', 'EstimateExpensesImportId', 2);
    expect(forecasts()).toEqual([]);
  });

  it('a sales line that learns of its origin later joins the forecast of its cost line', () => {
    expense(2, 'Sales', 15);
    expense(1, 'Cost', 10);
    expect(forecasts()).toEqual([
      ['0', '15', '30'],
      ['10', '0', '0'],
    ]);
    office.api('PATCH', `ProjEstimateExpensesImports(dataAreaId='uspm',EstimateExpensesImportId=${line(2)})`, {
      OriginEstimateLineId: line(1),
    });
    expect(forecasts()).toEqual([['10', '15', '30']]);
  });

  it('materials become item forecasts the same way', () => {
    const material = { dataAreaId: 'uspm', ProjId: 'P-1', ItemId: 'D0001', SalesQty: 3, InventQty: 3, Currency: 'USD' };
    office.api('POST', 'ProjForecastSalesImport', { ...material, ImportId: line(1), ForecastLineId: line(1), TransType: 'Cost', Price: 5 });
    office.api('POST', 'ProjForecastSalesImport', {
      ...material,
      ImportId: line(2),
      ForecastLineId: line(2),
      ForecastLineIdOrigin: line(1),
      TransType: 'Sales',
      Price: 8,
    });
    expect(office.row('ProjectItemForecasts', {})).toMatchObject({
      ItemId: 'D0001',
      CostAmount: '15',
      SalesAmount: '24',
      CategoryId: 'Materials',
    });
  });

  it('is refused when written, without a profile rule, a forecast model, a project or a category, and passes once that is mended', () => {
    office.api('DELETE', "ProjectCostRevenueProfileRules(dataAreaId='uspm',RuleId='ALL-TM')");
    expect(hours().message).toContain('No project cost and revenue profile rule applies to project P-1.');
    office.act('set-profile-rule', { company: 'uspm', profile: 'TM-WIP', contract: 'C-P-1' });
    office.act('set-project-parameters', { company: 'uspm', values: { ForecastModelId: '', HourCategoryId: '' } });
    expect(hours().message).toContain('name no forecast model');
    office.act('set-project-parameters', { company: 'uspm', values: { ForecastModelId: 'Original' } });
    expect(hours().message).toContain("Transaction category '' has no project category of type Hour");
    office.act('set-project-parameters', { company: 'uspm', values: { HourCategoryId: 'Hours' } });
    expect(hours({ ProjectId: 'P-9' }).message).toContain('Project P-9 does not exist in legal entity USPM.');
    expect(hours().status).toBe(201);
    expect(office.rows('ProjectHourForecasts')).toHaveLength(1);
  });
});
