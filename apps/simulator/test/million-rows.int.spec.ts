import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { SimulatorClient } from './simulator-client';
import { trapTables } from './traps/dataverse-tables';
import { trapEntities } from './traps/finance-tables';

// A million rows of one table load in under 30 s and 2 GB; a key is found in under a millisecond, a page and a delta cost what they return.
const rows = 1_000_000;
const gigabyte = 1024 ** 3;
let client: SimulatorClient;

beforeAll(async () => {
  client = await SimulatorClient.start();
});
afterAll(() => client.stop());

/** The fastest of a few runs: what it costs, not what else the machine was doing. */
const milliseconds = async (work: () => Promise<unknown>, runs = 15): Promise<number> => {
  let least = Infinity;
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
};

/** What is held, not what waits to be collected: that depends on when the collector last came by, and on the specs before this one. */
const bytesHeld = (): number => {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

const load = async (system: string, table: string, template: object): Promise<void> => {
  await client.sim('reset', {});
  await client.authenticate();
  await client.sim('tables', { system, tables: system === 'dataverse' ? trapTables : trapEntities });
  const start = process.cpuUsage(); // processor time: the machine may be busy with others
  await client.sim('generate', { system, table, count: rows, template });
  const { user, system: kernel } = process.cpuUsage(start);
  expect((user + kernel) / 1e6).toBeLessThan(30);
  expect(bytesHeld()).toBeLessThan(2 * gigabyte);
};

it('Dataverse: loads, finds by key, pages, filters by an index, and follows changes', async () => {
  await load('dataverse', 'new_shipments', { new_name: 'Ship {n}', new_code: 'S-{n:7}', new_kind: 1 });
  const ships = '/api/data/v9.2/new_shipments';
  type Page = { value: object[]; '@odata.nextLink': string; '@odata.deltaLink': string };
  expect((await client.get(`${ships}(new_code='S-0777777')?$select=new_name`)).json()).toMatchObject({ new_name: 'Ship 777777' });
  // Over HTTP a call costs about a millisecond by itself: what matters is that a key among a million costs no more than a key among none.
  const idle = await milliseconds(() => client.get('/api/data/v9.2/WhoAmI'));
  expect((await milliseconds(() => client.get(`${ships}(new_code='S-0777777')?$select=new_name`))) - idle).toBeLessThan(1);

  const prefer = { prefer: 'odata.maxpagesize=100' };
  let page = (await client.get(`${ships}?$select=new_name`, prefer)).json<Page>();
  const names = new Set(page.value.map((row) => JSON.stringify(row)));
  for (let turned = 1; turned < 20; turned += 1) {
    page = (await client.get(page['@odata.nextLink'].replace(client.url, ''), prefer)).json<Page>();
    for (const row of page.value) names.add(JSON.stringify(row));
  }
  expect(names.size).toBe(2_000);
  const link = page['@odata.nextLink'].replace(client.url, '');
  expect((await milliseconds(() => client.get(link, prefer), 5)) - idle).toBeLessThan(50);
  const found = await client.get(`${ships}?$select=new_name&$filter=${encodeURIComponent("new_code eq 's-0000042'")}&$count=true`);
  expect(found.json()).toMatchObject({ '@odata.count': 1, value: [{ new_name: 'Ship 42' }] });

  await client.sim('tables', { system: 'dataverse', tables: [{ logicalName: 'new_shipment', changeTracking: true }] });
  // The token of a first page is good: what a delta costs must not depend on the rows that were there before.
  const first = (await client.get(`${ships}?$select=new_name`, { prefer: 'odata.track-changes,odata.maxpagesize=5000' })).json<Page>();
  expect(first.value).toHaveLength(5_000);
  const { '@odata.deltaLink': carriers } = (
    await client.get('/api/data/v9.2/cdm_companies', { prefer: 'odata.track-changes' })
  ).json<Page>();
  const delta = carriers.replace(client.url, '').replace('cdm_companies', 'new_shipments');
  await client.patch(`${ships}(new_code='S-0000001')`, { new_name: 'changed' });
  expect((await client.get(delta)).json<Page>().value).toHaveLength(1);
  expect((await milliseconds(() => client.get(delta))) - idle).toBeLessThan(2);
}, 240_000);

it('Finance: loads, finds by key, pages and filters by a key column', async () => {
  await load('finance', 'Moorings', { dataAreaId: 'usmf', MooringID: 'M{n:7}', Description: 'Mooring {n}' });
  const key = "/data/Moorings(dataAreaId='usmf',MooringID='M0777777')";
  expect((await client.get(key)).json()).toMatchObject({ Description: 'Mooring 777777' });
  const idle = await milliseconds(() => client.get('/api/services'));
  expect((await milliseconds(() => client.get(key))) - idle).toBeLessThan(1);
  const page = (await client.get('/data/Moorings?$select=MooringID')).json<{ value: object[]; '@odata.nextLink': string }>();
  expect(page.value).toHaveLength(10_000);
  const next = (await client.get(page['@odata.nextLink'].replace(client.url, ''))).json<{ value: { MooringID: string }[] }>();
  expect(next.value[0]).toMatchObject({ MooringID: 'M0010001' });
  const filter = encodeURIComponent("MooringID eq 'm0000042' or MooringID eq 'M0000043'");
  const answer = await client.get(`/data/Moorings?$filter=${filter}&$select=MooringID`);
  expect(answer.json<{ value: object[] }>().value).toHaveLength(2);
  expect((await milliseconds(() => client.get(`/data/Moorings?$filter=${filter}`), 5)) - idle).toBeLessThan(5);
  expect(bytesHeld()).toBeLessThan(2 * gigabyte);
}, 240_000);
