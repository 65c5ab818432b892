import { companies, guid, linksOf } from '../../test/known-links';
import { projectTasksMap } from './project-tasks.map';

const [project, summary, task] = [guid(51), guid(100), guid(101)];
const known = {
  ...companies,
  msdyn_projects: [[project, { dataAreaId: 'usmf', ProjectId: 'P-1' }]],
  msdyn_projecttasks: [[summary, { dataAreaId: 'usmf', ProjectId: 'P-1', TaskId: 'A-1' }, { TaskElementId: summary }]],
} as const;
const row = {
  msdyn_projecttaskid: task,
  msdyn_subject: 'Survey',
  msdyn_project: project,
  msdyn_parenttask: summary,
  msdyn_activitynumber: 'A-2',
  msdyn_outlinelevel: 2,
  msdyn_displaysequence: '2.5000000000',
  msdyn_transactioncategory: null,
};

describe('Project tasks', () => {
  it('take company and project number through their project, and name the summary task by its id', () =>
    expect(projectTasksMap.map('dataverse', row, '', linksOf(known))).toEqual({
      kind: 'mapped',
      financeKey: { dataAreaId: 'usmf', ProjectId: 'P-1', TaskId: 'A-2' },
      values: {
        TaskName: 'Survey',
        TaskElementId: task,
        ParentTaskElementId: summary,
        TaskOutlineLevel: 2,
        TaskDisplaySequence: '2.5',
      },
      createValues: {},
      match: {},
    }));

  it('go after their project and their summary task (I6)', () =>
    expect(projectTasksMap.map('dataverse', row, '', linksOf(companies))).toEqual({
      kind: 'missing',
      missing: [
        { map: 'msdyn_projects', system: 'dataverse', id: project },
        { map: 'msdyn_projecttasks', system: 'dataverse', id: summary },
      ],
    }));

  it('are on the top level without a summary task', () =>
    expect(projectTasksMap.map('dataverse', { ...row, msdyn_parenttask: null }, '', linksOf(known))).toMatchObject({
      values: { ParentTaskElementId: null },
    }));
});
