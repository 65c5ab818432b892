import { standardTables } from './dataverse-environment';
import { customerGroups, paymentTerms } from './finance-tables';
import { SimulatorClient } from './simulator-client';

const clients = 100;

/** What one of them asks again and again: light and heavy, reading and writing, on both systems. */
const habits: readonly ((simulator: SimulatorClient, client: number, round: number) => Promise<{ readonly status: number }>)[] = [
  (simulator) => simulator.get('/api/data/v9.2/accounts?$select=name&$orderby=name desc&$top=500'),
  (simulator, client, round) => simulator.post('/api/data/v9.2/accounts', { name: `Client ${client}, round ${round}` }),
  (simulator) => simulator.get('/data/CustomerGroups?cross-company=true&$orderby=Description desc'),
  (simulator, client, round) => simulator.post('/data/CustomerGroups', { dataAreaId: 'usmf', CustomerGroupId: `${client}-${round}` }),
  (simulator, client) => {
    const part = `--b\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nPOST /api/data/v9.2/accounts HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{"name":"Batch of ${client}"}\r\n`;
    return simulator.call('/api/data/v9.2/$batch', {
      method: 'POST',
      headers: { 'content-type': 'multipart/mixed; boundary=b' },
      body: `${part.repeat(5)}--b--\r\n`,
    });
  },
];

it('100 concurrent clients do not starve one another, neither while they connect nor later', async () => {
  const simulator = await SimulatorClient.start();
  try {
    await simulator.sim('tables', { system: 'finance', tables: [paymentTerms, customerGroups] });
    await simulator.sim('tables', { system: 'dataverse', tables: standardTables });
    await simulator.sim('generate', { system: 'dataverse', table: 'accounts', count: 500, template: { name: 'Row {n:5}' } });
    // A connection is accepted at each turn of the event loop, so the first is ahead of the last, but never shuts it out.
    expect(Math.min(...(await answersWhenFirstIsDone(simulator, 0, 15)))).toBeGreaterThanOrEqual(1);
    expect(Math.min(...(await answersWhenFirstIsDone(simulator, 15, 5)))).toBeGreaterThanOrEqual(4);
  } finally {
    await simulator.stop();
  }
}, 120_000);

/** How many answers each client has when the first one has all of its `rounds`; every client then goes on to its own end. */
const answersWhenFirstIsDone = async (simulator: SimulatorClient, firstRound: number, rounds: number): Promise<readonly number[]> => {
  const answers = Array.from({ length: clients }, () => 0);
  let seen: number[] | undefined;
  const statuses = new Set<number>();
  await Promise.all(
    answers.map(async (_none, client) => {
      const ask = habits[client % habits.length]!;
      for (let round = 0; round < rounds; round += 1) {
        statuses.add((await ask(simulator, client, firstRound + round)).status);
        answers[client] = round + 1;
      }
      seen ??= [...answers];
    }),
  );
  expect([...statuses].sort()).toEqual([200, 201, 204]);
  return seen!;
};
