import type { BusinessRule } from '../../../odata/rules';
import type { Books, NewRow, Stored } from '../books';
import { amountOf, companyOf, guidOf, textOf } from '../columns';
import { divideDecimals, isZero } from '../money';
import { nextNumber } from '../numbers';
import { accountingCurrencyOf } from '../setup/currencies';
import { estimateBasis } from './estimate-refusals';

const TABLE = 'ProjectHourForecasts';
const STAGING = 'ProjEstimateHoursImport';

/** Refused before it is written, so that nothing of it is there. */
export const hourEstimateIsPossible = (books: Books): BusinessRule => ({
  table: STAGING,
  on: ['create', 'update'],
  stage: 'before',
  run: ({ after }) => void basisOf(books, after!),
});

/** One assignment, one hour forecast, with unit prices out of the planned amounts. */
export const hourEstimatesBecomeForecasts = (books: Books): BusinessRule => ({
  table: STAGING,
  on: ['create', 'update', 'delete'],
  stage: 'after',
  run: ({ event, before, after }) => {
    const estimate = (after ?? before)!;
    const company = companyOf(estimate);
    const known = books.inCompany(TABLE, company, 'EstimateHoursImportId', textOf(estimate, 'EstimateHoursImportId'))[0];
    const key = known && { dataAreaId: company, TransactionId: known['TransactionId'] };
    if (event === 'delete') {
      if (key !== undefined) books.remove(TABLE, key);
    } else if (key !== undefined) books.update(TABLE, { ...key, ...columnsOf(books, estimate) });
    else books.create(TABLE, { dataAreaId: company, TransactionId: nextNumber(books, company, 'Forecast'), ...columnsOf(books, estimate) });
  },
});

const basisOf = (books: Books, estimate: Stored) =>
  estimateBasis(books, companyOf(estimate), textOf(estimate, 'ProjectId'), textOf(estimate, 'TransactionCategoryId'), 'Hour');

const columnsOf = (books: Books, estimate: Stored): NewRow => {
  const { parameters, categoryId } = basisOf(books, estimate);
  const hours = amountOf(estimate, 'Duration');
  const perHour = (amount: string) => (isZero(hours) ? '0' : divideDecimals(amount, hours, 6));
  const currency = accountingCurrencyOf(books, companyOf(estimate));
  return {
    EstimateHoursImportId: estimate['EstimateHoursImportId'],
    ForecastModelId: parameters.row['ForecastModelId'],
    ProjectId: estimate['ProjectId'],
    ActivityNumber: estimate['ActivityNumber'],
    CategoryId: categoryId,
    Description: estimate['Description'],
    ContractLineId: estimate['ContractLineId'],
    ResourceCategoryId: estimate['ResourceCategoryId'],
    ResourceId: guidOf(estimate, 'ProjCDSResourceId'),
    StartDate: estimate['StartDate'],
    Quantity: hours,
    CostPrice: perHour(amountOf(estimate, 'PlannedCostAmount')),
    CostAmount: amountOf(estimate, 'PlannedCostAmount'),
    CostCurrency: currency,
    SalesPrice: perHour(amountOf(estimate, 'PlannedSalesAmount')),
    SalesAmount: amountOf(estimate, 'PlannedSalesAmount'),
    SalesCurrency: currency,
  };
};
