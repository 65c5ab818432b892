import { DataverseProject, FinanceProject } from '@concord/contracts';
import { companyReference, dayIn, defineTableMap, valueMap } from '@concord/table-maps';

/** Copying, copy failed, importing, import failed: a project still in the making, or never finished. */
const inTheMaking: ReadonlySet<number | null | undefined> = new Set([192350001, 192350002, 192350011, 192350012]);

/**
 * Made in Dataverse; a project that is deactivated or closed there is completed in Finance, which then refuses postings. Source: 20.5.
 *
 * @param timeZone where a day begins, for dates that Dataverse keeps as instants
 */
// prettier-ignore
export const projectsMapIn = (timeZone: string) => defineTableMap<FinanceProject, DataverseProject>({
  name:           'Projects V2',
  version:        '1.0.0.3',
  finance:        FinanceProject,
  dataverse:      DataverseProject,
  integrationKey: [['dataAreaId', 'msdyn_owningcompany'], ['ProjectId', 'msdyn_projectnumber']],
  filter:         { dataverse: { only: 'projects that are not being copied or imported (statuscode)', test: ({ statuscode }) => !inTheMaking.has(statuscode) } },
  prerequisites:  ['cdm_companies', 'msdyn_ledgers', 'accounts', 'salesorders'],
  initialSync:    { required: false, master: 'dataverse' },
  creates:        'dataverse', onDelete: 'delete',
  fields: (field) => [
    //    Finance                  map   Dataverse               transform
    field('ProjectName',           '<',  'msdyn_subject'),
    field('Description',           '<',  'msdyn_description'),
    field('ProjectedStartDate',    '<<', 'msdyn_scheduledstart', dayIn(timeZone)),
    field('ProjectedEndDate',      '<<', 'msdyn_finish',         dayIn(timeZone)),
    field('ActualStartDate',       '<<', 'msdyn_actualstart',    dayIn(timeZone)),
    field('ActualEndDate',         '<<', 'msdyn_actualend',      dayIn(timeZone)),
    field('CustomerAccountNumber', '<<', 'msdyn_customer',       companyReference('accounts')),
    field('ProjectContractId',     '<<', 'msdyn_salesorderid',   companyReference('salesorders')), // [inferred]: both columns are published, their pairing is not
    field('ProjectStage',          '<<', 'statecode',            valueMap({ InProcess: 0, Completed: 1 })),
    field('IsInvestmentProject',   '<<', 'msdyn_isinvestmentproject', valueMap({ No: false, Yes: true }, { empty: 'No' })),
  ],
});

export const projectsMap = projectsMapIn('UTC');
