import { DataverseChartOfAccounts, FinanceChartOfAccounts } from '@concord/contracts';
import { defineTableMap } from '@concord/table-maps';

/** Both ways. Source: 10.8. */
// prettier-ignore
export const chartsOfAccountsMap = defineTableMap<FinanceChartOfAccounts, DataverseChartOfAccounts>({
  name:           'Chart of accounts',
  version:        '1.0.0.0',
  finance:        FinanceChartOfAccounts,
  dataverse:      DataverseChartOfAccounts,
  integrationKey: [['ChartOfAccounts', 'msdyn_name']],
  prerequisites:  [],
  initialSync:    { required: true, master: 'finance' },
  creates:        'both', onDelete: 'delete',
  fields: (field) => [
    //    Finance            map  Dataverse
    field('Description',     '=', 'msdyn_description'),
    field('MainAccountMask', '=', 'msdyn_mainaccountmask'),
  ],
});
