import { until } from '../watcher.mjs';

const unfinished = ['pending', 'waiting', 'failed'];

/** The month begins when everything that it needs is on both sides. */
export const setupTravels = async ({ tell, watch, dataverse }) => {
  tell.chapter('6. The setup of a month at Contoso is on both sides');
  const look = async () => {
    for (const status of unfinished) if ((await watch.links(status)).length > 0) return undefined;
    const synced = await watch.links('synced');
    const count = (map) => synced.filter((link) => link.map === map).length;
    for (const map of ['msdyn_projects', 'msdyn_projecttasks']) if (count(map) < (await dataverse.rows(map)).length) return undefined;
    return { total: synced.length, maps: new Set(synced.map(({ map }) => map)).size, count };
  };
  const { total, maps, count } = await until('the setup to be on both sides', look, { everyMs: 100 });
  tell.arrives(`Concord: ${total} records of ${maps} tables are in step; none is on its way, none waits, none failed`);
  tell.arrives(
    `  among them ${count('cdm_companies')} companies with ${count('msdyn_ledgers')} ledgers, ` +
      `${count('msdyn_currencyexchangerates')} exchange rates, ${count('accounts')} customers, ` +
      `${count('salesorders')} contracts, ${count('msdyn_projects')} projects, ${count('msdyn_projecttasks')} tasks`,
  );
};
