import type { SimulatorControl } from '../world/simulator-control';
import { amount, compare, day, indexed, text, type StoredRow } from './compare';

/** Setup of both systems, compared from their stored rows with nothing of Concord: a map that lies would agree with itself. */
export const setupDifferences = async (control: SimulatorControl): Promise<readonly string[]> => {
  const table = (system: string, name: string): Promise<readonly StoredRow[]> => control.rows(system, name);
  const companies = indexed(await table('dataverse', 'cdm_companies'), (row) => text(row, 'cdm_companyid'));
  const currencies = indexed(await table('dataverse', 'transactioncurrencies'), (row) => text(row, 'transactioncurrencyid'));
  const accounts = await table('dataverse', 'accounts');
  const contracts = await table('dataverse', 'salesorders');
  const companyOf = (row: StoredRow, column: string): string => text(companies.get(text(row, column)), 'cdm_companycode').toLowerCase();
  const contractsById = indexed(contracts, (row) => text(row, 'salesorderid'));

  return [
    ...compare(
      'customer',
      accounts
        .filter((row) => row['customertypecode'] === 3 && text(row, '_msdyn_company_value') !== '')
        .map((row) => ({
          key: `${companyOf(row, '_msdyn_company_value')}|${text(row, 'accountnumber')}`,
          values: [
            text(row, 'name'),
            text(row, 'description'),
            text(currencies.get(text(row, '_transactioncurrencyid_value')), 'isocurrencycode'),
          ],
        })),
      (await table('finance', 'CustomersV3')).map((row) => ({
        key: `${text(row, 'dataAreaId').toLowerCase()}|${text(row, 'CustomerAccount')}`,
        values: [text(row, 'OrganizationName'), text(row, 'SalesMemo'), text(row, 'SalesCurrencyCode')],
      })),
    ),
    ...compare(
      'currency',
      [...currencies.values()].map((row) => ({
        key: text(row, 'isocurrencycode'),
        values: [text(row, 'currencyname'), text(row, 'currencysymbol')],
      })),
      (await table('finance', 'Currencies'))
        .filter((row) => row['CurrencyCode'] !== '999')
        .map((row) => ({ key: text(row, 'CurrencyCode'), values: [text(row, 'Name'), text(row, 'Symbol')] })),
    ),
    ...compare(
      'project',
      (await table('dataverse', 'msdyn_projects')).map((row) => ({
        key: `${companyOf(row, '_msdyn_owningcompany_value')}|${text(row, 'msdyn_projectnumber')}`,
        values: [text(row, 'msdyn_subject'), text(row, 'msdyn_description'), day(row, 'msdyn_scheduledstart'), day(row, 'msdyn_finish')],
      })),
      (await table('finance', 'ProjectsV2')).map((row) => ({
        key: `${text(row, 'dataAreaId').toLowerCase()}|${text(row, 'ProjectId')}`,
        values: [text(row, 'ProjectName'), text(row, 'Description'), day(row, 'ProjectedStartDate'), day(row, 'ProjectedEndDate')],
      })),
    ),
    ...compare(
      'contract',
      contracts
        .filter((row) => row['msdyn_ordertype'] === 192350001)
        .map((row) => ({
          key: `${companyOf(row, '_msdyn_company_value')}|${text(row, 'msdyn_salesordernumber')}`,
          values: [text(row, 'name'), text(currencies.get(text(row, '_transactioncurrencyid_value')), 'isocurrencycode')],
        })),
      (await table('finance', 'ProjectContractHeaders')).map((row) => ({
        key: `${text(row, 'dataAreaId').toLowerCase()}|${text(row, 'ProjectContractId')}`,
        values: [text(row, 'Name'), text(row, 'SalesCurrencyCode')],
      })),
    ),
    ...compare(
      'contract line',
      (await table('dataverse', 'salesorderdetails')).map((row) => {
        const contract = contractsById.get(text(row, '_salesorderid_value')) ?? {};
        return {
          key: `${companyOf(contract, '_msdyn_company_value')}|${text(contract, 'msdyn_salesordernumber')}|${text(row, 'sequencenumber')}`,
          values: [text(row, 'msdyn_contractlinenumber'), text(row, 'productdescription'), amount(row, 'extendedamount')],
        };
      }),
      (await table('finance', 'ProjectContractLines')).map((row) => ({
        key: `${text(row, 'dataAreaId').toLowerCase()}|${text(row, 'ProjectContractId')}|${text(row, 'LineSequenceNumber')}`,
        values: [text(row, 'ContractLineId'), text(row, 'Description'), amount(row, 'LineAmount')],
      })),
    ),
  ];
};
