import { DataverseCompany, FinanceLegalEntity } from '@concord/contracts';
import { defineTableMap } from '@concord/table-maps';

/** Maintained in Finance; every row of a legal entity refers to its copy in Dataverse. Source: 10.1. */
// prettier-ignore
export const legalEntitiesMap = defineTableMap<FinanceLegalEntity, DataverseCompany>({
  name:           'Legal entities',
  version:        '1.0.0.0',
  finance:        FinanceLegalEntity,
  dataverse:      DataverseCompany,
  integrationKey: [['LegalEntityId', 'cdm_companycode']],
  prerequisites:  [],
  initialSync:    { required: true, master: 'finance' },
  creates:        'finance', onDelete: 'keep', // rows of every table refer to it
  fields: (field) => [
    //    Finance  map  Dataverse  transform
    field('Name',  '>', 'cdm_name'),
  ],
});
