import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamicsWebApi } from 'dynamics-web-api';
import { standardTables } from '../../test/dataverse-environment';
import { SimulatorClient } from '../../test/simulator-client';

// The operations of the public client whose subject may be left out (section 17.3): each is refused with 501 and a sentence.
let simulator: SimulatorClient;
let client: DynamicsWebApi;

beforeAll(async () => {
  simulator = await SimulatorClient.start();
  await simulator.sim('tables', { system: 'dataverse', tables: standardTables });
  const token = await simulator.authenticate();
  client = new DynamicsWebApi({
    serverUrl: simulator.url,
    dataApi: { version: '9.2' },
    searchApi: { version: '1.0' },
    onTokenRefresh: () => Promise.resolve(token),
  });
});

afterAll(() => simulator.stop());

const fetchXml = '<fetch><entity name="account"><attribute name="name"/></entity></fetch>';
const LogicalName = 'account';
const id = '5b0a4c1e-7f35-4f4c-9a52-d9f2a1c0e001';

describe('dynamics-web-api, what may be left out', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['fetch', () => client.fetch({ collection: 'accounts', fetchXml })],
    ['fetchAll', () => client.fetchAll({ collection: 'accounts', fetchXml })],
    ['createEntity', () => client.createEntity({ data: { LogicalName } })],
    ['updateEntity', () => client.updateEntity({ data: { MetadataId: id, LogicalName } })],
    ['createAttribute', () => client.createAttribute({ entityKey: id, data: { LogicalName: 'x' } })],
    ['updateAttribute', () => client.updateAttribute({ entityKey: id, data: { MetadataId: id, LogicalName: 'x' } })],
    ['createRelationship', () => client.createRelationship({ data: { SchemaName: 'x' } })],
    ['updateRelationship', () => client.updateRelationship({ data: { MetadataId: id, SchemaName: 'x' } })],
    ['deleteRelationship', () => client.deleteRelationship({ key: id })],
    ['createGlobalOptionSet', () => client.createGlobalOptionSet({ data: { Name: 'x' } })],
    ['updateGlobalOptionSet', () => client.updateGlobalOptionSet({ data: { MetadataId: id, Name: 'x' } })],
    ['search', () => client.search('crane')],
    ['query', () => client.query('crane')],
    ['suggest', () => client.suggest('cra')],
    ['autocomplete', () => client.autocomplete('cra')],
    ['deleteGlobalOptionSet', () => client.deleteGlobalOptionSet({ key: id })],
    [
      'uploadFile',
      () => client.uploadFile({ collection: 'accounts', key: id, fieldName: 'new_file', fileName: 'a.txt', data: Buffer.from('a') }),
    ],
    ['downloadFile', () => client.downloadFile({ collection: 'accounts', key: id, fieldName: 'new_file' })],
    ['getBackgroundOperationStatus', () => client.getBackgroundOperationStatus(id)],
    ['cancelBackgroundOperation', () => client.cancelBackgroundOperation(id)],
  ])('%s', async (_name, call) => {
    await expect(call()).rejects.toMatchObject({
      status: 501,
      message: expect.stringMatching(/^The simulator does not implement .+\.$/) as string,
    });
  });

  it('retrieveGlobalOptionSets finds none: choices belong to their columns here', async () => {
    expect((await client.retrieveGlobalOptionSets()).value).toEqual([]);
  });

  it('retrieveGlobalOptionSet: there is none', async () => {
    await expect(client.retrieveGlobalOptionSet({ key: id })).rejects.toMatchObject({ status: 404 });
  });

  it('has no operation that is not run here or in the other spec', () => {
    const specs = ['dynamics-web-api.int.spec.ts', 'dynamics-web-api-refusals.int.spec.ts'].map((name) =>
      readFileSync(join(__dirname, name), 'utf8'),
    );
    const operations = Object.entries(client)
      .filter(([, member]) => typeof member === 'function')
      .map(([name]) => name)
      .filter((name) => name !== 'setConfig' && name !== 'initializeInstance'); // these ask the service nothing
    expect(operations.length).toBeGreaterThan(40);
    expect(operations.filter((name) => !specs.some((text) => text.includes(`client.${name}(`)))).toEqual([]);
  });

  it('retrieveAttribute and retrieveRelationship answer definitions', async () => {
    const { MetadataId } = (await client.retrieveEntities({ select: ['LogicalName'], filter: "LogicalName eq 'account'" })).value[0];
    const attributes = await client.retrieveAttributes({ entityKey: MetadataId, select: ['LogicalName'] });
    const name = attributes.value.find((attribute) => attribute.LogicalName === 'name');
    expect(await client.retrieveAttribute({ entityKey: MetadataId, attributeKey: name.MetadataId })).toMatchObject({ LogicalName: 'name' });
    const relationships = await client.retrieveRelationships({ select: ['SchemaName'] });
    const { MetadataId: key, SchemaName } = relationships.value[0];
    expect(await client.retrieveRelationship({ key })).toMatchObject({ SchemaName });
  });
});
