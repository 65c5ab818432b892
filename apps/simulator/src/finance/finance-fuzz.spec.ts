import fc from 'fast-check';
import { customerTables } from '../datasets/finance/customer-tables';
import { sharedTables } from '../datasets/finance/shared-tables';
import { FinanceUnderTest } from '../../test/finance-under-test';

const under = new FinanceUnderTest();

beforeAll(() => {
  under.finance.defineBuiltIn([...sharedTables, ...customerTables]);
  under.finance.seed('PaymentTerms', [{ dataAreaId: 'usmf', Name: 'Net30', NumberOfDays: 30 }]);
  under.finance.seed('CustomerGroups', [{ dataAreaId: 'usmf', CustomerGroupId: '10', Description: 'First', PaymentTermId: 'Net30' }]);
});

/** 501 is an answer; every other 5xx is a bug of the simulator. */
const isAnswered = (status: number): boolean => status < 500 || status === 501;

const word = fc.constantFrom(
  "'",
  "''",
  '(',
  ')',
  '/',
  ',',
  '=',
  '*',
  '%',
  '%27',
  '%',
  '%zz',
  '$',
  '@a',
  ':',
  ' ',
  '+',
  '-',
  '.',
  '"',
  '\\',
  '\u0000',
  'é',
  '😀',
  'null',
  'true',
  '1',
  '1e400',
  '99999999999999999999',
  '2026-02-30',
  '2026-01-01T12:00:00Z',
  'eq',
  'ne',
  'and',
  'or',
  'not',
  'in',
  'has',
  'any',
  'contains',
  'CustomerGroups',
  'PaymentTerm',
  'dataAreaId',
  'CustomerGroupId',
  "'usmf'",
  "'10'",
  'NumberOfDays',
  '$filter',
  '$select',
  '$expand',
  '$orderby',
  '$top',
  '$count',
  '$it',
  '$batch',
  '$metadata',
  '__proto__',
  'constructor',
  "Microsoft.Dynamics.DataEntities.NoYes'Yes'",
  'Microsoft.Dynamics.DataEntities.submit',
  '[',
  ']',
  '{',
  '}',
  ';',
  '&',
  '?',
  '#',
);
const noise = fc.array(word, { maxLength: 12 }).map((words) => words.join(''));

describe('Finance answers whatever comes, and never with 500', () => {
  it('to any path and query', () => {
    fc.assert(
      fc.property(fc.constantFrom('GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD', 'MERGE'), noise, noise, (method, path, query) =>
        isAnswered(under.call(method, `/data/${path}?${query}`).status),
      ),
      { numRuns: 3_000 },
    );
  });

  it('to any query option of a set', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('$filter', '$select', '$expand', '$orderby', '$top', '$skip', '$count', '$apply', 'cross-company'),
        noise,
        (option, value) => isAnswered(under.call('GET', `/data/CustomerGroups?${option}=${encodeURIComponent(value)}`).status),
      ),
      { numRuns: 3_000 },
    );
  });

  it('to any metadata and service path', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          '/metadata/',
          '/metadata/PublicEntities',
          '/api/services/',
          '/api/connector/dequeue/',
          '/metadata/DataEntities?$filter=',
        ),
        noise,
        (start, rest) => isAnswered(under.call('GET', start + rest).status),
      ),
      { numRuns: 1_000 },
    );
  });

  it('to any body', () => {
    const columns = fc.constantFrom(
      'CustomerGroupId',
      'Description',
      'PaymentTermId',
      'IsSalesTaxIncludedInPrice',
      'dataAreaId',
      '@odata.type',
      '__proto__',
      'Nothing',
    );
    const body = fc.oneof(fc.dictionary(columns, fc.jsonValue()), fc.jsonValue(), noise);
    fc.assert(
      fc.property(fc.constantFrom('POST', 'PATCH'), body, (method, given) => {
        const url = method === 'POST' ? '/data/CustomerGroups' : "/data/CustomerGroups(dataAreaId='usmf',CustomerGroupId='10')";
        return isAnswered(under.call(method, url, given as never).status);
      }),
      { numRuns: 3_000 },
    );
  });

  it('to any batch', () => {
    const line = fc.constantFrom(
      '--b',
      '--b--',
      '--c',
      '--c--',
      '',
      'Content-Type: multipart/mixed; boundary=c',
      'Content-Type: application/http',
      'Content-ID: 1',
      'GET /data/CustomerGroups HTTP/1.1',
      'POST CustomerGroups HTTP/1.1',
      "PATCH http://other/data/CustomerGroups(dataAreaId='usmf',CustomerGroupId='10') HTTP/1.1",
      'POST /data/$batch HTTP/1.1',
      '{"CustomerGroupId":"10"}',
      'nonsense',
      'Content-Type: application/json',
      'DELETE $1 HTTP/1.1',
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 20 }),
        fc.constantFrom('multipart/mixed; boundary=b', 'multipart/mixed', 'application/json', 'text/plain', ''),
        (lines, type) => isAnswered(under.call('POST', '/data/$batch', lines.join('\r\n'), { 'content-type': type }).status),
      ),
      { numRuns: 3_000 },
    );
  });

  it.each([
    '/metadata/__proto__',
    '/metadata/constructor',
    '/api/services/__proto__',
    '/api/services/constructor/name',
    '/api/connector/dequeue/%zz',
  ])('to %s, which once was a 500', (url) => expect([400, 404]).toContain(under.call('GET', url).status));

  it('to JSON that nests a hundred thousand levels', () => {
    expect(under.call('POST', '/data/CustomerGroups', '['.repeat(100_000)).status).toBe(400);
    expect(under.call('GET', `/data/CustomerGroups?$filter=${'('.repeat(10_000)}`).status).toBe(400);
  });
});
