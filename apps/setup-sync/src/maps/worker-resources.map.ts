import { DataverseBookableResource, FinanceWorkerResource } from '@concord/contracts';
import { defineTableMap, reference } from '@concord/table-maps';

/** Tells Finance which worker a bookable resource is; everything else of a resource stays in Dataverse. Source: 20.9. */
// prettier-ignore
export const workerResourcesMap = defineTableMap<FinanceWorkerResource, DataverseBookableResource>({
  name:           'Project worker resource import',
  version:        '1.0.0.0',
  finance:        FinanceWorkerResource,
  dataverse:      DataverseBookableResource,
  integrationKey: [['ProjCDSResourceId', 'bookableresourceid']],
  filter:         { dataverse: { only: 'resources that are a worker (msdyn_worker)', test: ({ msdyn_worker }) => (msdyn_worker ?? null) !== null } },
  prerequisites:  ['cdm_workers'],
  initialSync:    { required: false, master: 'dataverse' },
  creates:        'dataverse', onDelete: 'delete',
  fields: (field) => [
    //    Finance            map   Dataverse       transform
    field('PersonnelNumber', '<<', 'msdyn_worker', reference('cdm_workers')),
  ],
});
