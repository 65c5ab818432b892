import { entered, until } from './watcher.mjs';

const PROJECTS = 40;

/** Finance is away; nobody in Dataverse notices; the backlog drains when it is back. */
export const financeGoesDown = async ({ dataverse, control, tell, watch }, { company }) => {
  tell.chapter('4. Finance goes down, people keep working');
  await control.faults({ system: 'finance', offline: true });
  tell.does('Finance', 'is offline');
  const began = performance.now();
  for (let number = 1; number <= PROJECTS; number += 1) {
    await entered(
      dataverse.create('msdyn_projects', {
        msdyn_projectnumber: `PRJ-71${String(number).padStart(2, '0')}`,
        msdyn_subject: `Survey of berth ${number}`,
        'msdyn_OwningCompany@odata.bind': `/cdm_companies(${company})`,
      }),
    );
  }
  const each = (performance.now() - began) / PROJECTS;
  tell.does(
    'Dataverse',
    `${PROJECTS} projects entered meanwhile, ${each.toFixed(0)} ms each for the people who did: nobody waits for Finance`,
  );
  const backlog = await until(`${PROJECTS} projects in the backlog`, async () => {
    const open = await watch.backlog('msdyn_projects');
    return open >= PROJECTS ? open : undefined;
  });
  tell.arrives(`Concord: ${backlog} records are on their way, kept and visible`);
  await control.faults({ system: 'finance', offline: false });
  await tell.timed(
    'Finance',
    'is back',
    async () => undefined,
    () =>
      until('the backlog to drain', async () => {
        const rows = await control.rows('finance', 'ProjectsV2');
        return rows.filter(({ ProjectId }) => String(ProjectId).startsWith('PRJ-71')).length === PROJECTS;
      }),
    `the backlog has drained: all ${PROJECTS} projects are in Finance`,
  );
};
