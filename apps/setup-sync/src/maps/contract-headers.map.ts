import { DataverseContract, FinanceContract } from '@concord/contracts';
import { companyReference, defaultTo, defineTableMap, none, reference } from '@concord/table-maps';

/** Made in Dataverse; an accountant adds tax and dimensions to the copy, which stay there. Source: 20.2. */
// prettier-ignore
export const contractHeadersMap = defineTableMap<FinanceContract, DataverseContract>({
  name:           'Project contract headers',
  version:        '1.0.0.1',
  finance:        FinanceContract,
  dataverse:      DataverseContract,
  integrationKey: [['dataAreaId', 'msdyn_company'], ['ProjectContractId', 'msdyn_salesordernumber']],
  filter:         { dataverse: { only: 'project contracts (msdyn_ordertype 192350001)', test: ({ msdyn_ordertype }) => msdyn_ordertype === 192350001 } },
  prerequisites:  ['cdm_companies', 'msdyn_ledgers', 'transactioncurrencies', 'accounts'],
  initialSync:    { required: false, master: 'dataverse' },
  creates:        'dataverse', onDelete: 'delete',
  fields: (field) => [
    //    Finance                    map   Dataverse                transform
    field('Name',                    '<',  'name'),
    field('SalesCurrencyCode',       '<<', 'transactioncurrencyid', reference('transactioncurrencies')),
    field('CustomerAccountNumber',   '<<', 'customerid',            companyReference('accounts')),
    field('IntegrationSourceDataId', '<<', none,                    defaultTo('CDS')), // Optional
  ],
});
