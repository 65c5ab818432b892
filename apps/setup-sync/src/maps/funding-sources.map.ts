import { DataverseContractCustomer, FinanceFundingSource } from '@concord/contracts';
import { companyReference, defaultTo, defineTableMap, none, through } from '@concord/table-maps';

/** One per customer of a contract; the share each bears stays in Dataverse. Source: 20.4. */
// prettier-ignore
export const fundingSourcesMap = defineTableMap<FinanceFundingSource, DataverseContractCustomer>({
  name:           'Project funding source',
  version:        '1.0.0.2',
  finance:        FinanceFundingSource,
  dataverse:      DataverseContractCustomer,
  integrationKey: [
    ['dataAreaId',        through('msdyn_projectcontractid', 'salesorders', 'dataAreaId')],
    ['ProjectContractID', through('msdyn_projectcontractid', 'salesorders', 'ProjectContractId')],
    ['FundingSourceId',   'msdyn_projectcontractsplitbillingrulenumber'],
  ],
  prerequisites:  ['salesorders', 'accounts', 'msdyn_paymentterms'],
  initialSync:    { required: false, master: 'dataverse' },
  creates:        'dataverse', onDelete: 'delete',
  fields: (field) => [
    //    Finance                   map   Dataverse            transform
    field('CustomerOrOrganization', '<<', 'msdyn_customer',    companyReference('accounts')),
    field('FundingType',            '<<', none,                defaultTo('Customer')),
    field('TermsOfPayment',         '<<', 'msdyn_paymentterm', companyReference('msdyn_paymentterms')),
  ],
});
