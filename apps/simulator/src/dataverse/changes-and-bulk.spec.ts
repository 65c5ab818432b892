import { api, standardTables, TestEnvironment } from '../../test/dataverse-environment';

let environment: TestEnvironment;

beforeEach(() => {
  environment = new TestEnvironment();
  environment.dataverse.define(standardTables);
});

const id = (n: number) => `5b0a4c1e-7f35-4f4c-9a52-d9f2a1c0e${String(n).padStart(3, '0')}`;

describe('change tracking (section 6)', () => {
  const follow = (link: string, headers = {}) => environment.get(link.slice('https://contoso.crm4.dynamics.com'.length), headers);

  it('gives a delta link on the last page only, then changes by version and deletes last', () => {
    environment.dataverse.seed(
      'accounts',
      [1, 2, 3].map((n) => ({ accountid: id(n), name: `Row ${n}` })),
    );
    const headers = { prefer: 'odata.track-changes,odata.maxpagesize=2' };
    const first = environment.get('accounts?$select=name', headers);
    expect(first.json['@odata.deltaLink']).toBeUndefined();
    const last = follow(first.json['@odata.nextLink'], headers);
    expect(last.json.value).toHaveLength(1);
    const link = last.json['@odata.deltaLink'];

    environment.send('DELETE', `accounts(${id(1)})`);
    environment.send('PATCH', `accounts(${id(3)})`, { name: 'Changed' });
    environment.send('PATCH', `accounts(${id(4)})`, { name: 'New' });
    environment.send('PATCH', `accounts(${id(3)})`, { name: 'Changed again' });
    const delta = follow(link);
    expect(delta.json['@odata.context']).toBe(`${api}/$metadata#accounts(name)/$delta`);
    expect(delta.json.value).toMatchObject([
      { name: 'New', accountid: id(4) },
      { name: 'Changed again', accountid: id(3) },
      { '@odata.context': `${api}/$metadata#accounts/$deletedEntity`, id: id(1), reason: 'deleted' },
    ]);
    expect(follow(delta.json['@odata.deltaLink']).json.value).toEqual([]);

    const pages = [follow(link, { prefer: 'odata.maxpagesize=2' })];
    while (pages.at(-1)!.json['@odata.nextLink'] !== undefined)
      pages.push(follow(pages.at(-1)!.json['@odata.nextLink'], { prefer: 'odata.maxpagesize=2' }));
    expect(pages.map(({ json }) => json.value.length)).toEqual([2, 1]);
    expect(pages[1]!.json['@odata.deltaLink']).toBeDefined();
  });

  it('refuses tables without tracking, options, and tokens that are too old', () => {
    const headers = { prefer: 'odata.track-changes' };
    expect(environment.get('contacts', headers).errorCode).toBe('0x80072491');
    expect(environment.get("accounts?$filter=name eq 'x'", headers).errorMessage).toBe(
      'The "$filter" query parameter isn\'t supported when Change Tracking is enabled.',
    );
    const link = environment.get('accounts', headers).json['@odata.deltaLink'];
    environment.dataverse.expireDeltaTokens('account');
    expect(follow(link).errorCode).toBe('0x80044352');
    const fresh = environment.get('accounts', headers).json['@odata.deltaLink'];
    expect(follow(fresh).status).toBe(200);
    environment.time += 8 * 86_400_000;
    expect(follow(fresh).errorCode).toBe('0x80044352');
  });
});

describe('bulk messages (section 12)', () => {
  const rows = (...targets: object[]) => ({
    Targets: targets.map((target) => ({ '@odata.type': 'Microsoft.Dynamics.CRM.account', ...target })),
  });

  it('creates, updates and upserts all or none', () => {
    const created = environment.send('POST', 'accounts/Microsoft.Dynamics.CRM.CreateMultiple', rows({ name: 'a' }, { name: 'b' }));
    expect([created.status, created.json.Ids.length]).toEqual([200, 2]);
    const failing = environment.send(
      'POST',
      'accounts/Microsoft.Dynamics.CRM.CreateMultiple',
      rows({ name: 'c' }, { name: 'x'.repeat(161) }),
    );
    expect(failing.errorCode).toBe('0x80044331');
    expect(environment.get('accounts/$count').text).toBe('\ufeff2');
    const [first] = created.json.Ids;
    expect(
      environment.send(
        'POST',
        'accounts/Microsoft.Dynamics.CRM.UpdateMultiple',
        rows({ accountid: first, name: 'A' }, { accountid: first, name: 'ignored' }),
      ).status,
    ).toBe(204);
    expect(environment.get(`accounts(${first})`).json.name).toBe('A');
    expect(
      environment.send(
        'POST',
        'accounts/Microsoft.Dynamics.CRM.UpsertMultiple',
        rows({ '@odata.id': "accounts(accountnumber='K-1')", name: 'k' }),
      ).status,
    ).toBe(204);
    expect(environment.get("accounts(accountnumber='K-1')").json.name).toBe('k');
    expect(environment.send('POST', 'accounts/Microsoft.Dynamics.CRM.DeleteMultiple', rows()).errorMessage).toBe(
      'DeleteMultiple has not yet been implemented.',
    );
  });
});
