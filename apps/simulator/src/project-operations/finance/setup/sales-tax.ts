import type { Books, Stored } from '../books';
import { amountOf, textOf } from '../columns';
import { percentOf } from '../money';
import type { ProjectParameters } from './parameters';

/** The billing sales tax group by the parameter's method; Search takes the first of project, contract and customer. */
export const salesTaxGroupOf = (
  books: Books,
  company: string,
  parameters: ProjectParameters,
  project: Stored,
  contractId: string,
): string => {
  const contract =
    contractId === '' ? undefined : books.find('ProjectContractHeaders', { dataAreaId: company, ProjectContractId: contractId });
  const account = contract === undefined ? textOf(project, 'CustomerAccountNumber') : textOf(contract, 'CustomerAccountNumber');
  const customer = account === '' ? undefined : books.find('CustomersV3', { dataAreaId: company, CustomerAccount: account });
  const groups: Readonly<Record<string, string>> = {
    Project: textOf(project, 'SalesTaxGroupId'),
    ProjectContract: contract === undefined ? '' : textOf(contract, 'SalesTaxGroupCode'),
    Customer: customer === undefined ? '' : textOf(customer, 'SalesTaxGroup'),
  };
  const method = textOf(parameters.row, 'SalesTaxGroupMethod');
  return method === 'Search' ? groups['Project'] || groups['ProjectContract'] || (groups['Customer'] ?? '') : (groups[method] ?? '');
};

export interface TaxLine {
  readonly taxCode: string;
  readonly account: string;
  readonly amount: string;
}

/** Tax by the codes that both groups name; without a group there is none (F15). */
export const salesTaxOn = (
  books: Books,
  company: string,
  amount: string,
  groups: { readonly taxGroup: string; readonly itemGroup: string },
  scale: number,
): TaxLine[] => {
  if (groups.taxGroup === '' || groups.itemGroup === '') return [];
  const ofItem = new Set(
    books.inCompany('TaxItemGroups', company, 'TaxItemGroupCode', groups.itemGroup).map((row) => textOf(row, 'TaxCodeId').toLowerCase()),
  );
  return books
    .inCompany('TaxGroupDatas', company, 'TaxGroupId', groups.taxGroup)
    .filter((row) => ofItem.has(textOf(row, 'TaxCodeId').toLowerCase()))
    .flatMap((row) => {
      const code = books.find('SalesTaxCodes', { dataAreaId: company, TaxCodeId: textOf(row, 'TaxCodeId') });
      if (code === undefined) return [];
      const tax = percentOf(amount, amountOf(code, 'Percentage'), scale);
      return [{ taxCode: textOf(code, 'TaxCodeId'), account: textOf(code, 'SalesTaxPayableAccount'), amount: tax }];
    });
};
