import { entered, inFinance } from './watcher.mjs';

/** A project that arrives before its contract waits, visibly, and follows by itself. */
export const projectWaits = async ({ dataverse, finance, tell, watch }, { company, owned, account }) => {
  tell.chapter('3. A project arrives before its contract');
  const { ['msdyn_company@odata.bind']: _later, ...unowned } = owned;
  tell.does('Dataverse', 'Ana drafts the contract ORD-7002, and leaves its owning company for later: it cannot go to Finance yet');
  const contract = await entered(
    dataverse.create('salesorders', {
      msdyn_salesordernumber: 'ORD-7002',
      name: 'Quay wall',
      msdyn_ordertype: 192350001,
      'customerid_account@odata.bind': `/accounts(${account})`,
      ...unowned,
    }),
  );
  tell.does('Dataverse', 'Ben, who is quicker, enters its project PRJ-7002');
  const project = await entered(
    dataverse.create('msdyn_projects', {
      msdyn_projectnumber: 'PRJ-7002',
      msdyn_subject: 'Quay wall, north',
      'msdyn_OwningCompany@odata.bind': `/cdm_companies(${company})`,
      'msdyn_salesorderid@odata.bind': `/salesorders(${contract.salesorderid})`,
    }),
  );
  const waiting = await watch.untilStatus('msdyn_projects', project.msdyn_projectid, 'waiting');
  tell.arrives(
    `Concord: PRJ-7002 waits for ${waiting.waitingFor.map(({ map }) => map).join(', ')}; nothing is lost, nothing else is held up`,
  );
  await tell.timed(
    'Dataverse',
    'Ana gives the contract its owning company',
    () => entered(dataverse.change(`salesorders(${contract.salesorderid})`, { 'msdyn_company@odata.bind': `/cdm_companies(${company})` })),
    () => inFinance(finance, "ProjectsV2(dataAreaId='usmf',ProjectId='PRJ-7002')"),
    'Finance holds contract ORD-7002, and then its project PRJ-7002',
  );
};
