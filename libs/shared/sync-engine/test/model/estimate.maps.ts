import { DataverseTable, FinanceTable, IsGuid, IsLegalEntity, IsLookup, IsText } from '@concord/contracts';
import { companyReference, defineTableMap, foreignMap, through, type TableMap } from '@concord/table-maps';

/** Two maps of one Dataverse table, which refer to records of another area's maps and to an own one that shares a column. */

@FinanceTable('ExpenseEstimates', ['dataAreaId', 'ImportId'])
class FinanceEstimate {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsText() readonly ImportId!: string;
  @IsText() readonly ProjectId?: string | null;
  @IsText() readonly Description?: string | null;
  @IsText() readonly Unit?: string | null;
  @IsText() readonly Role?: string | null;
}

@FinanceTable('MaterialEstimates', ['dataAreaId', 'ImportId'])
class FinanceMaterialEstimate {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsText() readonly ImportId!: string;
  @IsText() readonly ProjectId?: string | null;
  @IsText() readonly Description?: string | null;
  @IsText() readonly Unit?: string | null;
  @IsText() readonly Role?: string | null;
}

@DataverseTable('estimates', 'estimateid')
class DataverseEstimate {
  @IsGuid() readonly estimateid!: string;
  @IsText() readonly kind?: string | null;
  @IsLookup('projects') readonly project?: string | null;
  @IsLookup('tasks') readonly task?: string | null;
  @IsLookup('units') readonly unit?: string | null;
  @IsLookup('roles') readonly role?: string | null;
}

@FinanceTable('Units', ['UnitId'])
class FinanceUnit {
  @IsText() readonly UnitId!: string;
  @IsText() readonly Symbol?: string | null;
}

@DataverseTable('units', 'unitid')
class DataverseUnit {
  @IsGuid() readonly unitid!: string;
  @IsText() readonly number?: string | null;
  @IsText() readonly symbol?: string | null;
}

export const foreignProjects = foreignMap({ id: 'projects', financeKey: ['dataAreaId', 'ProjectId'] });
export const foreignTasks = foreignMap({ id: 'tasks', financeKey: ['dataAreaId', 'ProjectId', 'TaskId'], shares: ['TaskName'] });
/** One row in Dataverse, a half in each legal entity. */
export const foreignRoles = foreignMap({ id: 'roles', financeKey: ['dataAreaId', 'RoleId'] });

export const unitsMap = defineTableMap<FinanceUnit, DataverseUnit>({
  name: 'Units',
  version: '1',
  finance: FinanceUnit,
  dataverse: DataverseUnit,
  integrationKey: [['UnitId', 'number']],
  prerequisites: [],
  initialSync: { required: false, master: 'dataverse' },
  creates: 'dataverse',
  onDelete: 'delete',
  shares: ['Symbol'],
  fields: (field) => [field('Symbol', '<', 'symbol')],
});

const estimatesOf = (id: string, kind: string, finance: typeof FinanceEstimate): TableMap =>
  defineTableMap<FinanceEstimate, DataverseEstimate>({
    id,
    name: `${kind} estimates`,
    version: '1',
    finance,
    dataverse: DataverseEstimate,
    integrationKey: [
      ['dataAreaId', through('project', 'projects', 'dataAreaId')],
      ['ImportId', 'estimateid'],
    ],
    filter: { dataverse: { only: `estimates of kind ${kind}`, test: (estimate) => estimate.kind === kind } },
    prerequisites: ['projects', 'units'],
    initialSync: { required: false, master: 'dataverse' },
    creates: 'dataverse',
    onDelete: 'delete',
    fields: (field) => [
      field('ProjectId', '<<', 'project', companyReference('projects')),
      field('Description', '<<', 'task', through('tasks', 'TaskName')),
      field('Unit', '<<', 'unit', through('units', 'Symbol')),
      field('Role', '<<', 'role', companyReference('roles')),
    ],
  });

export const expensesMap = estimatesOf('estimates.expense', 'expense', FinanceEstimate);
export const materialsMap = estimatesOf('estimates.material', 'material', FinanceMaterialEstimate);
