import { ConfidentialClientApplication, type INetworkModule } from '@azure/msal-node';
import { request } from 'undici';
import { SimulatorClient } from './simulator-client';

const tenant = '11111111-2222-3333-4444-555555555555';

/** MSAL insists on https: its requests for a made-up host are carried to the simulator. */
const carriedTo = (url: string): INetworkModule => {
  const send = async (method: 'GET' | 'POST', target: string, options?: { headers?: Record<string, string>; body?: string }) => {
    const { pathname, search, host } = new URL(target);
    const response = await request(url + pathname + search, {
      method,
      headers: { ...options?.headers, 'x-forwarded-host': host, 'x-forwarded-proto': 'https' },
      body: options?.body,
    });
    const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)]));
    return { status: response.statusCode, headers, body: (await response.body.json()) as never };
  };
  return {
    sendGetRequestAsync: (target, options) => send('GET', target, options),
    sendPostRequestAsync: (target, options) => send('POST', target, options),
  };
};

describe('Tokens (dataverse-web-api.md 2, finance-api.md 1)', () => {
  let client: SimulatorClient;

  beforeAll(async () => {
    client = await SimulatorClient.start();
  });

  afterAll(() => client.stop());

  const application = (clientSecret: string) =>
    new ConfidentialClientApplication({
      auth: { clientId: 'concord', clientSecret, authority: `https://login.sim/${tenant}`, knownAuthorities: ['login.sim'] },
      system: { networkClient: carriedTo(client.url) },
    });
  const ask = (path: string, form: Record<string, string>) =>
    client.raw(`/${tenant}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    });
  const credentials = { grant_type: 'client_credentials', client_id: 'concord', client_secret: 'concord-secret' };
  const call = async (token: string, path: string) => (await client.raw(path, { headers: { authorization: `Bearer ${token}` } })).status;

  it('hands @azure/msal-node a token that both systems take', async () => {
    const result = await application('concord-secret').acquireTokenByClientCredential({ scopes: [`${client.url}/.default`] });
    expect(await call(result!.accessToken, '/data/LegalEntities')).toBe(200);
    expect(await call(result!.accessToken, '/api/data/v9.2/WhoAmI')).toBe(200);
  });

  it('tells @azure/msal-node that a secret is wrong', async () => {
    await expect(application('wrong').acquireTokenByClientCredential({ scopes: [`${client.url}/.default`] })).rejects.toMatchObject({
      errorCode: 'invalid_client',
    });
  });

  it('answers v2 with numbers and v1 with the numbers as text', async () => {
    const v2 = (await ask('/oauth2/v2.0/token', { ...credentials, scope: `${client.url}/.default` })).json();
    expect(v2).toMatchObject({ token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599 });
    const v1 = (await ask('/oauth2/token', { ...credentials, resource: client.url })).json();
    expect(v1).toMatchObject({ token_type: 'Bearer', expires_in: '3599', resource: client.url });
    expect(Number(v1['expires_on']) - Number(v1['not_before'])).toBe(3599);
  });

  it.each<[string, Record<string, string>, number, string]>([
    ['another grant', { ...credentials, grant_type: 'password', scope: 'x/.default' }, 400, 'unsupported_grant_type'],
    ['an unknown client', { ...credentials, client_id: 'nobody', scope: 'x/.default' }, 400, 'unauthorized_client'],
    ['a wrong secret', { ...credentials, client_secret: 'x', scope: 'x/.default' }, 401, 'invalid_client'],
    ['a scope that is not .default', { ...credentials, scope: 'x/user' }, 400, 'invalid_scope'],
    ['no scope', credentials, 400, 'invalid_request'],
  ])('refuses %s in the shape of Entra', async (_what, form, status, error) => {
    const answer = await ask('/oauth2/v2.0/token', form);
    expect(answer.status).toBe(status);
    expect(answer.json()).toMatchObject({
      error,
      error_description: expect.stringMatching(/^AADSTS\d+: /) as string,
      error_codes: [expect.any(Number)],
    });
  });

  it('lets tokens expire by the simulator’s clock', async () => {
    const token = await client.authenticate();
    expect(await call(token, '/data/LegalEntities')).toBe(200);
    await client.sim('clock', { advanceSeconds: 3600 });
    expect(await call(token, '/data/LegalEntities')).toBe(401);
    await client.sim('reset', {});
  });

  it('answers 401 without body to no token and to one that was not issued here', async () => {
    for (const headers of [{}, { authorization: 'Bearer eyJ.eyJ.x' }, { authorization: 'Basic x' }]) {
      const finance = await client.raw('/data/LegalEntities', { headers: headers as Record<string, string> });
      expect([finance.status, finance.headers['www-authenticate'], finance.text]).toEqual([401, 'Bearer', '']);
      const dataverse = await client.raw('/api/data/v9.2/accounts', { headers: headers as Record<string, string> });
      expect([dataverse.status, dataverse.headers['www-authenticate']]).toEqual([401, expect.stringMatching(/^Bearer authorization_uri=/)]);
    }
  });

  it('is refused by Finance when its audience has a slash at the end or capitals (finance-api.md 1.1)', async () => {
    for (const resource of [`${client.url}/`, client.url.toUpperCase()]) {
      const { access_token: token } = (await ask('/oauth2/token', { ...credentials, resource })).json<{ access_token: string }>();
      expect([resource, await call(token, '/data/LegalEntities')]).toEqual([resource, 401]);
    }
  });

  it('acts as the user that /_sim/users puts behind a client', async () => {
    await client.sim('users', { system: 'finance', clientId: 'person', defaultCompany: 'ussi' });
    const { systemuserid } = await client.sim<{ systemuserid: string }>('users', {
      system: 'dataverse',
      clientId: 'other-app',
      user: { systemuserid: '99999999-0000-4000-8000-000000000009', fullname: 'Other App' },
    });
    await client.authenticate('other-app');
    expect((await client.get('/api/data/v9.2/WhoAmI')).json()).toMatchObject({ UserId: systemuserid });
    await client.authenticate('person');
    const created = await client.post('/data/CustomerGroups', { CustomerGroupId: 'p' });
    expect(created.json()).toMatchObject({ dataAreaId: 'ussi' });
  });
});
