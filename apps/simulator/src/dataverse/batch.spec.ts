import { api, standardTables, TestEnvironment } from '../../test/dataverse-environment';

let environment: TestEnvironment;

beforeEach(() => {
  environment = new TestEnvironment();
  environment.dataverse.define(standardTables);
});

const id = (n: number) => `5b0a4c1e-7f35-4f4c-9a52-d9f2a1c0e${String(n).padStart(3, '0')}`;

describe('$batch (section 11)', () => {
  const batch = (lines: readonly string[], headers = {}) =>
    environment.send('POST', '$batch', `${lines.join('\r\n')}\r\n`, { 'content-type': 'multipart/mixed; boundary="b"', ...headers });
  const part = (request: string, body?: unknown, contentId?: number) => [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    ...(contentId === undefined ? [] : [`Content-ID: ${contentId}`]),
    '',
    `${request} HTTP/1.1`,
    ...(body === undefined ? ['', ''] : ['Content-Type: application/json; type=entry', '', JSON.stringify(body)]),
  ];

  it('answers a change set with a reference byte for byte', () => {
    const answer = batch([
      '--b',
      'Content-Type: multipart/mixed; boundary=c',
      '',
      '--c',
      ...part('POST /api/data/v9.2/accounts', { accountid: id(1), name: 'One' }, 1),
      '--c',
      ...part('POST /api/data/v9.2/contacts', { contactid: id(2), 'parentcustomerid_account@odata.bind': '$1' }, 2),
      '--c--',
      '--b--',
    ]);
    expect(answer.status).toBe(200);
    const [, outer] = /boundary=(batchresponse_[0-9a-f-]{36})$/.exec(answer.headers['Content-Type']!)!;
    const [, inner] = /boundary=(changesetresponse_[0-9a-f-]{36})/.exec(answer.text)!;
    const expected = [
      `--${outer}`,
      `Content-Type: multipart/mixed; boundary=${inner}`,
      '',
      ...[
        ['accounts', 1],
        ['contacts', 2],
      ].flatMap(([set, n]) => [
        `--${inner}`,
        'Content-Type: application/http',
        'Content-Transfer-Encoding: binary',
        `Content-ID: ${n}`,
        '',
        'HTTP/1.1 204 No Content',
        'OData-Version: 4.0',
        `Location: ${api}/${set}(${id(Number(n))})`,
        `OData-EntityId: ${api}/${set}(${id(Number(n))})`,
        '',
        '',
      ]),
      `--${inner}--`,
      `--${outer}--`,
      '',
    ];
    expect(answer.text.split('\r\n')).toEqual(expected);
    expect(environment.get(`contacts(${id(2)})`).json._parentcustomerid_value).toBe(id(1));
  });

  it('rolls a failing change set back, stops without continue-on-error and goes on with it', () => {
    const lines = [
      '--b',
      'Content-Type: multipart/mixed; boundary=c',
      '',
      '--c',
      ...part('POST accounts', { accountid: id(1), name: 'One' }, 1),
      '--c',
      ...part('POST accounts', { accountid: id(2), name: 'x'.repeat(161) }, 2),
      '--c--',
      '--b',
      ...part(`POST ${api}/accounts`, { accountid: id(3), name: 'Three' }),
      '--b--',
    ];
    const stopped = batch(lines);
    expect(stopped.status).toBe(400);
    expect(environment.get('accounts/$count').text).toBe('\ufeff0');
    const went = batch(lines, { prefer: 'odata.continue-on-error' });
    expect(went.status).toBe(200);
    expect(went.text).toMatch(/HTTP\/1\.1 400 Bad Request\r\nREQ_ID: [0-9a-f-]{36}\r\n/);
    expect(environment.get('accounts?$select=name').json.value).toMatchObject([{ name: 'Three' }]);
    expect(environment.writes).toHaveLength(1);
  });

  it('refuses an undeclared reference, and runs nothing', () => {
    const answer = batch([
      '--b',
      'Content-Type: multipart/mixed; boundary=c',
      '',
      '--c',
      ...part('POST accounts', { accountid: id(1) }, 1),
      '--c',
      ...part('PATCH $7', { name: 'x' }, 2),
      '--c--',
      '--b--',
    ]);
    expect(answer.status).toBe(400);
    expect(answer.errorMessage).toContain("Content-ID Reference: '$7' does not exist in the batch context.");
    expect(environment.get('accounts/$count').text).toBe('\ufeff0');
  });

  it('accepts bare line feeds', () => {
    const text = ['--b', ...part('GET accounts?$select=name'), '--b--', '', ''].join('\n');
    expect(environment.send('POST', '$batch', text, { 'content-type': 'multipart/mixed;boundary=b' }).text).toContain('HTTP/1.1 200 OK');
  });
});
