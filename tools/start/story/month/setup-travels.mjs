import { until } from '../watcher.mjs';

/** The month begins when everything that it needs is on both sides. */
export const setupTravels = async ({ tell, watch }) => {
  tell.chapter('6. A month at Contoso: its setup is on both sides');
  const maps = await until('the setup to be on both sides', async () => {
    const seen = await watch.get('/admin/maps');
    return seen.every(({ links }) => !links.pending && !links.waiting && !links.failed) ? seen : undefined;
  });
  const inStep = (...names) => maps.filter(({ map }) => names.includes(map)).reduce((sum, { links }) => sum + (links.synced ?? 0), 0);
  tell.arrives(
    `Concord: ${maps.reduce((sum, { links }) => sum + (links.synced ?? 0), 0)} records of ${maps.length} maps are in step, none waits, none failed`,
  );
  tell.arrives(
    `  among them ${inStep('cdm_companies')} companies with ${inStep('msdyn_ledgers')} ledgers, ` +
      `${inStep('msdyn_currencyexchangerates')} exchange rates, ${inStep('accounts')} customers, ` +
      `${inStep('salesorders')} contracts, ${inStep('msdyn_projects')} projects, ${inStep('msdyn_projecttasks')} tasks`,
  );
};
