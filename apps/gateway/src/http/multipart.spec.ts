import { batchBody, readBatchAnswer } from './multipart';

const crlf = (lines: readonly string[]): string => lines.join('\r\n');

describe('the body of a batch', () => {
  const body = batchBody('batch_1', [
    { item: { method: 'PATCH', url: '/api/data/v9.2/accounts(1)', headers: { 'If-Match': '*' }, body: '{"name":"é"}' } },
    { changeSet: [{ method: 'DELETE', url: '/data/X(1)' }] },
  ]);

  it('separates items and change sets, every line ended by CRLF, the last one too', () =>
    expect(body).toBe(
      crlf([
        '--batch_1',
        'Content-Type: application/http',
        'Content-Transfer-Encoding: binary',
        '',
        'PATCH /api/data/v9.2/accounts(1) HTTP/1.1',
        'If-Match: *',
        'Content-Type: application/json',
        '',
        '{"name":"é"}',
        '--batch_1',
        'Content-Type: multipart/mixed; boundary=changeset_1_batch_1',
        '',
        '--changeset_1_batch_1',
        'Content-Type: application/http',
        'Content-Transfer-Encoding: binary',
        'Content-ID: 1',
        '',
        'DELETE /data/X(1) HTTP/1.1',
        '',
        '',
        '--changeset_1_batch_1--',
        '--batch_1--',
        '',
      ]),
    ));
});

describe('the answer to a batch', () => {
  const answer = crlf([
    '--batchresponse_a',
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    '',
    'HTTP/1.1 204 No Content',
    'OData-EntityId: http://x/accounts(1)',
    '',
    '',
    '--batchresponse_a',
    'Content-Type: multipart/mixed; boundary=changesetresponse_b',
    '',
    '--changesetresponse_b',
    'Content-Type: application/http',
    'Content-ID: 1',
    '',
    'HTTP/1.1 500 Internal Server Error',
    'Content-Type: application/json',
    '',
    '{"error":{"code":""}}',
    '--changesetresponse_b--',
    '--batchresponse_a',
    'Content-Type: application/http',
    '',
    'HTTP/1.1 429 Too Many Requests',
    'Retry-After: 7',
    '',
    '',
    '--batchresponse_a--',
    '',
  ]);

  it('has one list per part, a failed change set a single answer, wrapped or not', () =>
    expect(readBatchAnswer('multipart/mixed; boundary=batchresponse_a', answer)).toEqual([
      [{ status: 204, headers: { 'odata-entityid': 'http://x/accounts(1)' }, body: '' }],
      [{ status: 500, headers: { 'content-type': 'application/json' }, body: '{"error":{"code":""}}' }],
      [{ status: 429, headers: { 'retry-after': '7' }, body: '' }],
    ]));

  it('reads an answer without headers of its own', () => {
    const bare = crlf(['--b', 'Content-Type: application/http', '', 'HTTP/1.1 204 No Content', '', '', '--b--', '']);
    expect(readBatchAnswer('multipart/mixed; boundary="b"', bare)).toEqual([[{ status: 204, headers: {}, body: '' }]]);
  });

  it('refuses what is no multipart', () => expect(() => readBatchAnswer('text/html', '<html>')).toThrow('not a multipart'));
});
