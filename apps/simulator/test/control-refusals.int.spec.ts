import fc from 'fast-check';
import { standardTables } from './dataverse-environment';
import { customerGroups, paymentTerms } from './finance-tables';
import { SimulatorClient } from './simulator-client';

let client: SimulatorClient;

beforeAll(async () => {
  client = await SimulatorClient.start();
  await client.sim('tables', { system: 'finance', tables: [paymentTerms, customerGroups] });
  await client.sim('tables', { system: 'dataverse', tables: standardTables });
  await client.sim('seed', { system: 'finance', table: 'PaymentTerms', rows: [{ dataAreaId: 'usmf', Name: 'N30' }] });
  await client.sim('seed', { system: 'dataverse', table: 'account', rows: [{ name: 'One' }] });
});

afterAll(() => client.stop());

const post = (path: string, body: unknown) =>
  client.raw(`/_sim/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

const state = async () => {
  const rows = (system: string, table: string) => client.sim<object>(`rows?system=${system}&table=${table}`);
  return [await rows('finance', 'PaymentTerms'), await rows('dataverse', 'accounts'), await rows('dataverse', 'leads')];
};

// Path, body, and what the message must name.
const badCalls: readonly (readonly [string, unknown, string])[] = [
  ['reset', { dataset: 'nope' }, 'dataset'],
  ['reset', { baseCurrency: 'USD' }, 'baseCurrency'],
  ['reset', { datset: 'empty' }, 'datset'],
  ['tables', { system: 'sap', tables: [] }, 'system'],
  ['tables', { system: 'dataverse' }, 'tables'],
  [
    'tables',
    { system: 'dataverse', tables: [{ logicalName: 'x_y', entitySetName: 'x_ys', columns: [{ name: 'a', type: 'Blob' }] }] },
    'type',
  ],
  [
    'tables',
    { system: 'finance', tables: [{ entitySetName: 'Xs', entityType: 'X', key: ['A'], columns: [{ name: 'A', type: 'Money' }] }] },
    'type',
  ],
  [
    'tables',
    { system: 'finance', tables: [{ entitySetName: 'Xs', entityType: 'X', key: ['B'], columns: [{ name: 'A', type: 'String' }] }] },
    'key',
  ],
  ['seed', { system: 'finance', table: 'Nope', rows: [] }, 'table'],
  ['seed', { system: 'finance', table: 'PaymentTerms', rows: {} }, 'rows'],
  [
    'seed',
    {
      system: 'finance',
      table: 'PaymentTerms',
      rows: [
        { dataAreaId: 'usmf', Name: 'A' },
        { dataAreaId: 'usmf', Nme: 'B' },
      ],
    },
    'Nme',
  ],
  ['seed', { system: 'dataverse', table: 'account', rows: [{ name: 'Two' }, { numberofemployees: 'many' }] }, 'numberofemployees'],
  ['generate', { system: 'dataverse', table: 'account', count: -1, template: {} }, 'count'],
  ['generate', { system: 'dataverse', table: 'account', count: 3, template: { nope: '{n}' } }, 'nope'],
  ['clock', { advanceSeconds: 'soon' }, 'advanceSeconds'],
  ['users', { system: 'finance', companies: 'usmf', defaultCompany: 'usmf' }, 'companies'],
  ['users', { system: 'dataverse', user: { systemuserid: 'me' } }, 'systemuserid'],
  ['faults', { latencyMs: 'slow' }, 'latencyMs'],
  ['faults', { errorRate: 2 }, 'errorRate'],
  ['faults', { throttle: { mode: 'sometimes' } }, 'mode'],
  ['faults', { offlin: true }, 'offlin'],
  ['executions', { executionId: 'x', status: 'Fine' }, 'status'],
  ['data-projects', { name: 'x', direction: 'sideways', company: 'usmf', entities: [] }, 'direction'],
  ['recurring-jobs', { activityId: 'x', direction: 'export', messages: 'one' }, 'messages'],
  ['subscriptions', { system: 'finance', kind: 'event', company: '', url: 'http://127.0.0.1' }, 'kind'],
  ['subscriptions', { system: 'finance', kind: 'business-event', eventId: 'X', company: '', url: 'here' }, 'url'],
  ['business-events', { businessEventId: 'X', company: 'usmf', payload: 1 }, 'payload'],
  ['delta-tokens/expire', { table: 'nope' }, 'nope'],
  ['actions/fly-to-the-moon', {}, 'fly-to-the-moon'],
];

describe('bad calls of the control API (simulator-control.md)', () => {
  it.each(badCalls)('%s %j is 400, names the member, and changes nothing', async (path, body, member) => {
    const before = await state();
    const answer = await post(path, body);
    expect(answer.status).toBe(400);
    const { error, ...more } = answer.json<{ error: { message: string } }>();
    expect(error.message).toContain(member);
    expect([Object.keys(error), more]).toEqual([['message'], {}]);
    expect(await state()).toEqual(before);
  });

  it('answers any JSON at all with 200, 204 or a 400 that says why', async () => {
    const paths = [...new Set(badCalls.map(([path]) => path).filter((path) => path !== 'reset'))];
    const members = [
      'system',
      'table',
      'tables',
      'rows',
      'count',
      'template',
      'user',
      'kind',
      'url',
      'throttle',
      'limits',
      'columns',
      '__proto__',
    ];
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom('dataverse', 'finance', 'account', 'CustomerGroups', [{}], [null], {}),
    );
    const body = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...members), value, { maxKeys: 5 }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), body, async (path, content) => {
        const answer = await post(path, content);
        expect([200, 204, 400]).toContain(answer.status);
        if (answer.status === 400) expect(answer.json<{ error: { message: string } }>().error.message).not.toBe('');
        if (path === 'faults') await client.sim('faults', {});
      }),
      { numRuns: 1_000 },
    );
  });
});
