import { DataverseResourceRole, FinanceResourceRole } from '@concord/contracts';
import { defineTableMap, valueMap } from '@concord/table-maps';

/** One row in Dataverse, one per legal entity in Finance, for reference only. Source: 20.1. */
// prettier-ignore
export const resourceRolesMap = defineTableMap<FinanceResourceRole, DataverseResourceRole>({
  name:           'Project resource roles for all companies',
  version:        '1.0.0.1',
  finance:        FinanceResourceRole,
  dataverse:      DataverseResourceRole,
  perLegalEntity: true,
  integrationKey: [['RoleId', 'msdyn_resourcecategorynumber']],
  prerequisites:  ['cdm_companies'],
  initialSync:    { required: true, master: 'dataverse' },
  creates:        'dataverse',
  onDelete:       'deactivate', deactivated: { finance: { IsCategoryDisabled: 'Yes' } }, // forecasts refer to it
  fields: (field) => [
    //    Finance               map   Dataverse    transform
    field('Description',        '<',  'name'),
    field('IsCategoryDisabled', '<<', 'statecode', valueMap({ No: 0, Yes: 1 }, { empty: 'No' })), // Optional
  ],
});
