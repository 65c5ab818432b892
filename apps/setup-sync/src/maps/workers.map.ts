import { DataverseWorker, FinanceWorker } from '@concord/contracts';
import { defineTableMap, valueMap } from '@concord/table-maps';

/** Both ways, but for what only Finance knows: kind, status and full name. A person, of no legal entity. Source: 10.11. */
// prettier-ignore
export const workersMap = defineTableMap<FinanceWorker, DataverseWorker>({
  name:           'Worker',
  version:        '1.0.0.0',
  finance:        FinanceWorker,
  dataverse:      DataverseWorker,
  integrationKey: [['PersonnelNumber', 'cdm_workernumber']],
  prerequisites:  ['cdm_companies'],
  initialSync:    { required: true, master: 'finance' },
  creates:        'both', onDelete: 'keep', // resources, time and expenses refer to it
  fields: (field) => [
    //    Finance               map   Dataverse                  transform
    field('FirstName',           '=',  'cdm_firstname'),
    field('MiddleName',          '=',  'cdm_middlename'),
    field('LastName',            '=',  'cdm_lastname'),
    field('WorkerType',          '>>', 'cdm_type',                valueMap({ Employee: 754400000, Contractor: 754400001, Both: 754400000 })),
    field('WorkerStatus',        '>>', 'cdm_status',              valueMap({ Employed: 754400000, Pending: 754400001, Terminated: 754400001 })),
    field('PrimaryContactEmail', '=',  'cdm_primaryemailaddress'),
    field('PrimaryContactPhone', '=',  'cdm_primarytelephone'),
    field('Gender',              '><', 'cdm_gender',              valueMap({
      Male: 754400000, Female: 754400001, None: 754400002, NonSpecific: 754400003,
    }, { empty: 'None' })),
    field('BirthDate',           '=',  'cdm_birthdate'),
    field('Name',                '>',  'cdm_fullname'),
  ],
});
