import { DataverseProject, FinanceProject } from '@concord/contracts';
import { defineFlow, type FlowDeclaration } from './define-flow';
import { codeOf, isWhole, linksOf, minutes, provenBy, recordsOf, stage } from './words';

const made = recordsOf(DataverseProject, {
  document: (row) => row.msdyn_projectid,
  dimensions: { company: codeOf('cdm_companies', (row) => row.msdyn_owningcompany) },
});
const link = linksOf('msdyn_projects', { document: ({ dataverseId }) => dataverseId, names: ({ financeId }) => [financeId] });
const there = recordsOf(FinanceProject, { through: (row) => row.ProjectId });
const late = { cause: 'Nobody looked.', remedy: 'Look.' };

const good: FlowDeclaration = {
  name: 'projects',
  noun: 'project',
  revision: 1,
  dimensions: ['company'],
  sources: [made, link, there],
  stages: [
    stage('made', { title: 'made in Dataverse' }, provenBy(made, { when: (row) => row.statecode === 0 })),
    stage('sentAcross', { title: 'sent', within: minutes(1), late }, provenBy(link, { when: isWhole })),
    stage('there', { title: 'there' }, provenBy(there)),
  ],
};

describe('a flow', () => {
  it('has the currencies beside its own dimensions, and a code for a stage that is late', () => {
    const flow = defineFlow(good);
    expect(flow.dimensions).toEqual(['company', 'currency', 'accountingCurrency']);
    expect(flow.stages[1]).toMatchObject({ within: 60_000, late: { code: 'SENT_ACROSS_LATE' } });
    expect(flow.codeMaps).toEqual(['cdm_companies']);
  });

  it.each<[string, Partial<FlowDeclaration>, RegExp]>([
    ['a name that no URL takes', { name: 'My Flow' }, /name 'My Flow': use lower-case/],
    ['one stage', { stages: good.stages.slice(0, 1) }, /at least two stages/],
    ['a stage twice', { stages: [...good.stages, good.stages[0] as never] }, /stage 'made' is declared twice/],
    ['a stage that nothing proves', { stages: [...good.stages, stage('paid', { title: 'paid' })] }, /stage 'paid' is proven by nothing/],
    [
      'a source that is not the flow’s',
      { sources: [made, link] },
      /stage 'there' is proven by 'finance ProjectsV2', which is not among the sources/,
    ],
    [
      'an undeclared dimension',
      { dimensions: [] },
      /'dataverse msdyn_projects' fills the dimension 'company', which the flow does not declare/,
    ],
    ['the same source twice', { sources: [made, made, link, there] }, /source 'dataverse msdyn_projects' is declared twice/],
    ['a name that nobody gives', { sources: [made, { ...link, names: undefined }, there] }, /finds its document through a name/],
    [
      'a record without a way to its document',
      { sources: [made, link, { ...there, through: undefined }] },
      /exactly one of 'document' and 'through'/,
    ],
    [
      'a time without its remedy',
      { stages: [...good.stages, stage('paid', { title: 'paid', within: minutes(1) }, provenBy(there))] },
      /stage 'paid' may be late: add 'late'/,
    ],
    [
      'a first stage that is late',
      { stages: [stage('made', { title: 'made', within: 1, late }, provenBy(made)), ...good.stages.slice(1)] },
      /stage 'made' is the first/,
    ],
  ])('is refused at boot with %s, and the sentence names the line', (_, wrong, sentence) =>
    expect(() => defineFlow({ ...good, ...wrong })).toThrow(sentence),
  );
});
