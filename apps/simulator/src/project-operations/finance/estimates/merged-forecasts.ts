import { multiplyDecimals } from '../../../odata/decimal';
import type { BusinessRule } from '../../../odata/rules';
import type { Books, NewRow, Stored } from '../books';
import { amountOf, companyOf, guidOf, textOf } from '../columns';
import { nextNumber } from '../numbers';
import { linePropertyFor } from '../setup/line-properties';
import { estimateBasis } from './estimate-refusals';

/** How the two estimate entities spell the same things. */
export interface MergedEstimate {
  readonly staging: string;
  readonly forecasts: string;
  readonly lineType: 'Cost' | 'Item';
  readonly lineId: string;
  readonly originId: string;
  readonly project: string;
  readonly quantity: string;
  readonly currency: string;
  readonly description: string;
  /** Columns taken over under the same name. */
  readonly taken: readonly string[];
}

export const expenseEstimates: MergedEstimate = {
  staging: 'ProjEstimateExpensesImports',
  forecasts: 'ProjectExpenseForecasts',
  lineType: 'Cost',
  lineId: 'EstimateLineId',
  originId: 'OriginEstimateLineId',
  project: 'ProjectId',
  quantity: 'Quantity',
  currency: 'CurrencyId',
  description: 'Description',
  taken: ['ActivityNumber', 'ContractLineId', 'StartDate', 'EndDate', 'ResourceCategoryId'],
};

export const materialEstimates: MergedEstimate = {
  staging: 'ProjForecastSalesImport',
  forecasts: 'ProjectItemForecasts',
  lineType: 'Item',
  lineId: 'ForecastLineId',
  originId: 'ForecastLineIdOrigin',
  project: 'ProjId',
  quantity: 'SalesQty',
  currency: 'Currency',
  description: 'Comment',
  taken: ['ActivityNumber', 'ContractLineId', 'StartDate', 'EndDate', 'ItemId', 'ItemDescription'],
};

export const mergedEstimateIsPossible = (books: Books, kind: MergedEstimate): BusinessRule => ({
  table: kind.staging,
  on: ['create', 'update'],
  stage: 'before',
  run: ({ after }) => void basisOf(books, kind, after!),
});

/**
 * Cost and sales line of one estimate are one forecast, whichever comes first, and also when the sales line learns of its origin later:
 * the forecast of an origin is made anew of the lines that belong to it, and goes with the last of them.
 */
export const estimatesAreMerged = (books: Books, kind: MergedEstimate): BusinessRule => ({
  table: kind.staging,
  on: ['create', 'update', 'delete'],
  stage: 'after',
  run: ({ before, after }) => {
    const origins = new Set([before, after].flatMap((row) => (row === undefined ? [] : [originOf(kind, row)])));
    for (const origin of origins) mergeForecast(books, kind, companyOf((after ?? before)!), origin);
  },
});

/** The cost line's id. */
const originOf = (kind: MergedEstimate, estimate: Stored): string =>
  (estimate['TransType'] === 'Cost' ? undefined : guidOf(estimate, kind.originId)) ?? textOf(estimate, kind.lineId);

const basisOf = (books: Books, kind: MergedEstimate, estimate: Stored) =>
  estimateBasis(books, companyOf(estimate), textOf(estimate, kind.project), textOf(estimate, 'TransactionCategoryId'), kind.lineType);

const mergeForecast = (books: Books, kind: MergedEstimate, company: string, origin: string): void => {
  const candidates = [
    ...books.inCompany(kind.staging, company, kind.lineId, origin),
    ...books.inCompany(kind.staging, company, kind.originId, origin),
  ].filter((row) => originOf(kind, row) === origin);
  const cost = candidates.find((row) => row['TransType'] === 'Cost');
  const sales = candidates.find((row) => row['TransType'] === 'Sales');
  const known = books.inCompany(kind.forecasts, company, 'OriginEstimateLineId', origin)[0];
  const key = known && { dataAreaId: company, TransactionId: known['TransactionId'] };
  if (cost === undefined && sales === undefined) {
    if (key !== undefined) books.remove(kind.forecasts, key);
    return;
  }
  const columns = columnsOf(books, kind, origin, cost, sales);
  if (key !== undefined) books.update(kind.forecasts, { ...key, ...columns });
  else books.create(kind.forecasts, { dataAreaId: company, TransactionId: nextNumber(books, company, 'Forecast'), ...columns });
};

const columnsOf = (books: Books, kind: MergedEstimate, origin: string, cost: Stored | undefined, sales: Stored | undefined): NewRow => {
  const leading = (cost ?? sales)!;
  const { parameters, categoryId } = basisOf(books, kind, leading);
  const amount = (row: Stored | undefined): string =>
    row === undefined ? '0' : multiplyDecimals(amountOf(row, kind.quantity), amountOf(row, 'Price'));
  return {
    OriginEstimateLineId: origin,
    ForecastModelId: parameters.row['ForecastModelId'],
    ProjectId: leading[kind.project],
    CategoryId: categoryId,
    LinePropertyId: linePropertyFor(books, companyOf(leading), textOf(sales ?? leading, 'BillingType')),
    Description: leading[kind.description],
    ...Object.fromEntries(kind.taken.map((column) => [column, leading[column]])),
    Quantity: amountOf(leading, kind.quantity),
    CostPrice: cost === undefined ? '0' : amountOf(cost, 'Price'),
    CostAmount: amount(cost),
    CostCurrency: cost === undefined ? '' : cost[kind.currency],
    SalesPrice: sales === undefined ? '0' : amountOf(sales, 'Price'),
    SalesAmount: amount(sales),
    SalesCurrency: sales === undefined ? '' : sales[kind.currency],
  };
};
