import { DataverseTable, FinanceTable, IsGuid, IsLegalEntity, IsLookup, IsText, type Row } from '@concord/contracts';
import {
  checkTableMaps,
  companyReference,
  defineLookupTable,
  defineTableMap,
  foreignMap,
  through,
  type Reference,
  type Referred,
  type TableMap,
} from './index';

@FinanceTable('Estimates', ['dataAreaId', 'ImportId'])
class FinanceEstimate {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsText() readonly ImportId!: string;
  @IsText() readonly ProjectId?: string | null;
  @IsText() readonly ActivityNumber?: string | null;
  @IsText() readonly Description?: string | null;
  @IsText() readonly CategoryId?: string | null;
}

@DataverseTable('estimates', 'estimateid')
class DataverseEstimate {
  @IsGuid() readonly estimateid!: string;
  @IsLookup('projects') readonly project?: string | null;
  @IsLookup('tasks') readonly task?: string | null;
}

@DataverseTable('tasks', 'taskid')
class DataverseTask {
  @IsGuid() readonly taskid!: string;
  @IsLookup('categories') readonly category?: string | null;
}

const projects = foreignMap({ id: 'projects', financeKey: ['dataAreaId', 'ProjectId'] });
const tasks = foreignMap({ id: 'tasks', financeKey: ['dataAreaId', 'ProjectId', 'TaskId'], shares: ['TaskName'] });
const categories = foreignMap({ id: 'categories', financeKey: ['CategoryId'] });

/** The same rows again, for what the tasks' own map does not tell. */
const taskCategories = defineLookupTable<DataverseTask>({
  id: 'tasks.category',
  name: 'Categories of tasks',
  dataverse: DataverseTask,
  finance: 'ProjectTasks',
  integrationKey: [['TaskElementId', 'taskid']],
  shares: [['CategoryId', through('category', 'categories', 'CategoryId')]],
});

const estimatesWith = (part: string, key = 'dataAreaId'): TableMap =>
  defineTableMap<FinanceEstimate, DataverseEstimate>({
    name: 'Estimates',
    version: '1',
    finance: FinanceEstimate,
    dataverse: DataverseEstimate,
    integrationKey: [
      ['dataAreaId', through('project', 'projects', key)],
      ['ImportId', 'estimateid'],
    ],
    prerequisites: ['projects', 'tasks'],
    initialSync: { required: false, master: 'dataverse' },
    creates: 'dataverse',
    onDelete: 'delete',
    fields: (field) => [
      field('ProjectId', '<<', 'project', companyReference('projects')),
      field('ActivityNumber', '<<', 'task', through('tasks', 'TaskId')),
      field('Description', '<<', 'task', through('tasks', part)),
      field('CategoryId', '<<', 'task', through('tasks.category', 'CategoryId')),
    ],
  });
const estimatesMap = estimatesWith('TaskName');

const answers: Readonly<Record<string, Referred>> = {
  'projects|p': { dataverseId: 'p', financeKey: { dataAreaId: 'usmf', ProjectId: 'P-1' } },
  'tasks|t': {
    dataverseId: 't',
    financeKey: { dataAreaId: 'usmf', ProjectId: 'P-1', TaskId: 'A1' },
    shared: { TaskName: 'Build' },
  },
  'tasks.category|t': { dataverseId: 't', financeKey: { TaskElementId: 't' }, shared: { CategoryId: 'INSTALL' } },
  'categories|c': { dataverseId: 'c', financeKey: { CategoryId: 'INSTALL' } },
};
const resolve = ({ map, id }: Reference): Referred | undefined => answers[`${map}|${id}`];
const row: Row = { estimateid: 'e', project: 'p', task: 't' };

describe('a column through a lookup', () => {
  it('holds any part of the looked-up key, and what its map shares, of own and foreign maps alike', () => {
    checkTableMaps([estimatesMap, taskCategories], [projects, tasks, categories]);
    expect(estimatesMap.map('dataverse', row, '', resolve)).toMatchObject({
      financeKey: { dataAreaId: 'usmf', ImportId: 'e' },
      values: { ProjectId: 'P-1', ActivityNumber: 'A1', Description: 'Build', CategoryId: 'INSTALL' },
    });
  });

  it('is empty where the lookup is, or where what is shared is', () => {
    expect(estimatesMap.map('dataverse', { ...row, task: null }, '', resolve)).toMatchObject({
      values: { ProjectId: 'P-1', ActivityNumber: null, Description: null, CategoryId: null },
    });
    const nameless: Referred = { dataverseId: 't', financeKey: { TaskId: 'A1' }, shared: { TaskName: null } };
    const answer = (reference: Reference): Referred | undefined => (reference.map === 'tasks' ? nameless : resolve(reference));
    expect(estimatesMap.map('dataverse', row, '', answer)).toMatchObject({ values: { ActivityNumber: 'A1', Description: null } });
  });

  it('waits for the looked-up record, once', () =>
    expect(
      estimatesMap.map('dataverse', row, '', ({ map, id }) => (map === 'tasks' ? undefined : resolve({ map, id, system: 'dataverse' }))),
    ).toEqual({
      kind: 'missing',
      missing: [{ map: 'tasks', system: 'dataverse', id: 't' }],
    }));
});

describe('what a lookup table shares', () => {
  it('comes with its key, and does not identify it', () =>
    expect(taskCategories.map('dataverse', { taskid: 't', category: 'c' }, '', resolve)).toMatchObject({
      kind: 'mapped',
      financeKey: { TaskElementId: 't', CategoryId: 'INSTALL' },
    }));

  it('may be empty, and may have to be waited for', () => {
    expect(taskCategories.map('dataverse', { taskid: 't', category: null }, '', resolve)).toMatchObject({
      financeKey: { TaskElementId: 't', CategoryId: null },
    });
    expect(taskCategories.map('dataverse', { taskid: 't', category: 'other' }, '', resolve)).toMatchObject({
      kind: 'missing',
      missing: [{ map: 'categories', id: 'other' }],
    });
  });
});

describe('references that cannot work stop the process at boot', () => {
  const check = (...maps: TableMap[]) => checkTableMaps([...maps, taskCategories], [projects, tasks, categories]);

  it('to a column that is neither key nor shared', () =>
    expect(() => check(estimatesWith('TaskNmae'))).toThrow(
      'estimates.task reads TaskNmae, which is neither in the Finance key of tasks nor shared by it',
    ));

  it('of a key to what is only shared', () => {
    const sharing = foreignMap({ ...projects, shares: ['Company'] });
    expect(() => checkTableMaps([estimatesWith('TaskName', 'Company'), taskCategories], [sharing, tasks, categories])).toThrow(
      'estimates.project reads Company for a key, which projects only shares: it could change, and a key must not',
    );
  });

  it('to a map that is both own and foreign', () =>
    expect(() => checkTableMaps([taskCategories], [categories, foreignMap({ id: 'tasks.category', financeKey: ['X'] })])).toThrow(
      'tasks.category is declared twice',
    ));
});

describe('a record with a half in several legal entities', () => {
  const company = '00000000-0000-4000-8000-000000000001';
  const half = (dataAreaId: string, ProjectId: string): Referred => ({ dataverseId: 'project', financeKey: { dataAreaId, ProjectId } });
  const map = defineTableMap<FinanceEstimate, DataverseEstimate>({
    name: 'Estimates',
    version: '1',
    finance: FinanceEstimate,
    dataverse: DataverseEstimate,
    integrationKey: [
      ['dataAreaId', through('task', 'tasks', 'dataAreaId')],
      ['ImportId', 'estimateid'],
    ],
    prerequisites: ['projects', 'tasks'],
    initialSync: { required: false, master: 'dataverse' },
    creates: 'dataverse',
    onDelete: 'delete',
    fields: (field) => [field('ProjectId', '<<', 'project', companyReference('projects'))],
  });
  const row: Row = { estimateid: company, project: 'project', task: 'task' };
  const knowing =
    (...halves: Referred[]) =>
    ({ map: id }: Reference): Referred | undefined => {
      if (id === 'tasks') return { dataverseId: 'task', financeKey: { dataAreaId: 'usmf', ProjectId: 'P', TaskId: 'T' } };
      const [first] = halves;
      return first && { ...first, byLegalEntity: new Map(halves.map((one) => [String(one.financeKey['dataAreaId']), one])) };
    };

  it('is the one of the legal entity of the row that refers to it', () =>
    expect(map.map('dataverse', row, '', knowing(half('demf', 'D'), half('usmf', 'U')))).toMatchObject({ values: { ProjectId: 'U' } }));

  it('is not there yet where only others have it', () =>
    expect(map.map('dataverse', row, '', knowing(half('demf', 'D')))).toEqual({
      kind: 'missing',
      missing: [{ map: 'projects', system: 'dataverse', id: 'project' }],
    }));
});
