import { standardTables, TestEnvironment } from '../../test/dataverse-environment';

let environment: TestEnvironment;

beforeEach(() => {
  environment = new TestEnvironment();
  environment.dataverse.define(standardTables);
});

const deltaLink = (): string => {
  const answer = environment.get('accounts?$select=name', { prefer: 'odata.track-changes' });
  return (answer.json['@odata.deltaLink'] as string).replace('https://contoso.crm4.dynamics.com', '');
};
const define = (columns: readonly object[]) => environment.dataverse.define([{ logicalName: 'account', columns }]);

describe('definitions that change while somebody follows (dataverse-web-api.md 6.4)', () => {
  it('expires delta tokens of a table whose known column becomes another one', () => {
    const link = deltaLink();
    define([{ name: 'numberofemployees', type: 'Decimal', precision: 2 }]);
    const refused = environment.get(link);
    expect([refused.status, refused.errorCode, refused.errorMessage]).toEqual([
      400,
      '0x80044352',
      'Version stamp associated with the client has expired. Please perform a full sync.',
    ]);
    expect(environment.get(deltaLink()).json.value).toEqual([]);
  });

  it('keeps them when a column is added, a definition is repeated, or another table changes', () => {
    const link = deltaLink();
    define([{ name: 'sample_new', type: 'String', maxLength: 10 }]);
    environment.dataverse.define(standardTables);
    environment.dataverse.define([{ logicalName: 'contact', columns: [{ name: 'jobtitle', type: 'Memo' }] }]);
    expect(environment.send('POST', 'accounts', { name: 'x', sample_new: 'y' }).status).toBe(204);
    expect(environment.get(link).json.value).toMatchObject([{ name: 'x' }]);
  });
});

describe('many-to-many collections (dataverse-web-api.md 4.1, 9.1)', () => {
  const account = '5b0a4c1e-7f35-4f4c-9a52-d9f2a1c0e001';

  it('creates a row through the collection and makes it a member', () => {
    environment.dataverse.seed('accounts', [{ accountid: account, name: 'One' }]);
    const created = environment.send('POST', `accounts(${account})/accountleads_association`, { subject: 'Crane' });
    expect([created.status, created.headers['OData-EntityId']]).toEqual([204, expect.stringMatching(/\/leads\([0-9a-f-]{36}\)$/)]);
    expect(environment.get(`accounts(${account})/accountleads_association?$select=subject`).json.value).toMatchObject([
      { subject: 'Crane' },
    ]);
  });

  it('creates nothing when the row is refused', () => {
    environment.dataverse.seed('accounts', [{ accountid: account, name: 'One' }]);
    expect(environment.send('POST', `accounts(${account})/accountleads_association`, { nope: 1 }).status).toBe(400);
    expect(environment.get('leads/$count').text).toBe('\ufeff0');
  });
});

describe('built-in tables (simulator-control.md, table definitions)', () => {
  const builtIn = [
    { ...standardTables[0], columns: [...standardTables[0].columns, { name: 'ours', type: 'String', maxLength: 5 }] },
    { ...standardTables[1], columns: [...standardTables[1].columns, { name: 'ours', type: 'String', maxLength: 5 }] },
  ];
  const columnsOf = (name: string) =>
    (
      environment.get(`EntityDefinitions(LogicalName='${name}')/Attributes?$select=LogicalName`).json.value as { LogicalName: string }[]
    ).map(({ LogicalName }) => LogicalName);

  beforeEach(() => {
    environment = new TestEnvironment();
    environment.dataverse.defineBuiltIn(builtIn);
  });

  it('give way to a whole definition while they are empty, whatever other tables hold, and are extended otherwise', () => {
    environment.dataverse.define([standardTables[0]]);
    environment.dataverse.seed('accounts', [{ name: 'One' }]);
    environment.dataverse.define([standardTables[1]]);
    expect(columnsOf('account')).not.toContain('ours');
    expect(columnsOf('contact')).not.toContain('ours');
    expect(environment.get('accounts/$count').text).toBe('\ufeff1');
  });

  it('are extended by a definition in part, and once they have rows', () => {
    environment.dataverse.define([{ logicalName: 'account', columns: [{ name: 'more', type: 'Int32' }] }]);
    environment.dataverse.seed('contacts', [{ lastname: 'Byron', ours: 'x' }]);
    environment.dataverse.define([standardTables[1]]);
    expect(columnsOf('account')).toEqual(expect.arrayContaining(['ours', 'more', 'name']));
    expect(columnsOf('contact')).toContain('ours');
  });
});
