import fc from 'fast-check';
import { standardTables, TestEnvironment } from '../../test/dataverse-environment';

// Random writes beside plain maps, and a mirror that follows deltas only: section 6 says that it misses nothing.
const id = (n: number) => `5b0a4c1e-7f35-4f4c-9a52-d9f2a1c0e${String(n).padStart(3, '0')}`;

type Write =
  | {
      readonly kind: 'patch';
      readonly row: number;
      readonly name: string;
      readonly code: string | null;
      readonly condition: 'none' | 'update' | 'create';
    }
  | { readonly kind: 'patch-by-key'; readonly code: string; readonly name: string }
  | { readonly kind: 'delete'; readonly row: number };
type Step = Write | { readonly kind: 'change-set'; readonly writes: readonly Write[] } | { readonly kind: 'follow'; readonly size: number };

const row = fc.integer({ min: 1, max: 6 });
const name = fc.constantFrom('a', 'b', 'c', 'x'.repeat(161)); // the last one is too long, and refused
const code = fc.constantFrom('K1', 'K2', 'k3');
const write: fc.Arbitrary<Write> = fc.oneof(
  fc.record({
    kind: fc.constant('patch' as const),
    row,
    name,
    code: fc.option(code, { nil: null }),
    condition: fc.constantFrom('none' as const, 'update' as const, 'create' as const),
  }),
  fc.record({ kind: fc.constant('patch-by-key' as const), code, name }),
  fc.record({ kind: fc.constant('delete' as const), row }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: write },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('change-set' as const), writes: fc.array(write, { minLength: 1, maxLength: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('follow' as const), size: fc.integer({ min: 1, max: 3 }) }) },
);

interface Plain {
  readonly name: string;
  readonly code: string | null;
}

/** What should come of a write, on plain maps keyed by id; `undefined` when it is refused. */
const expected = (rows: ReadonlyMap<string, Plain>, next: Write): Map<string, Plain> | undefined => {
  const result = new Map(rows);
  const holder = (text: string) => [...rows].find(([, plain]) => plain.code?.toLowerCase() === text.toLowerCase())?.[0];
  if (next.kind === 'delete') return result.delete(id(next.row)) ? result : undefined;
  if (next.name.length > 160) return undefined;
  if (next.kind === 'patch-by-key') {
    const key = holder(next.code);
    if (key === undefined) return undefined; // made by the service under an id of its own: left out here, see `request`
    return result.set(key, { ...result.get(key)!, name: next.name });
  }
  const known = rows.get(id(next.row));
  if (next.condition === 'update' && known === undefined) return undefined;
  if (next.condition === 'create' && known !== undefined) return undefined;
  const taken = next.code === null ? undefined : holder(next.code);
  if (taken !== undefined && taken !== id(next.row)) return undefined;
  return result.set(id(next.row), { name: next.name, code: next.code });
};

const request = (next: Write): { method: string; url: string; headers: Record<string, string>; body?: object } => {
  if (next.kind === 'delete') return { method: 'DELETE', url: `accounts(${id(next.row)})`, headers: {} };
  if (next.kind === 'patch-by-key') {
    return { method: 'PATCH', url: `accounts(accountnumber='${next.code}')`, headers: { 'if-match': '*' }, body: { name: next.name } };
  }
  const headers: Record<string, string> =
    next.condition === 'update' ? { 'if-match': '*' } : next.condition === 'create' ? { 'if-none-match': '*' } : {};
  return { method: 'PATCH', url: `accounts(${id(next.row)})`, headers, body: { name: next.name, accountnumber: next.code } };
};

const changeSet = (writes: readonly Write[]): string => {
  const parts = writes.map((next) => {
    const { method, url, headers, body } = request(next);
    const lines = Object.entries({ ...headers, 'Content-Type': 'application/json' }).map(([header, value]) => `${header}: ${value}\r\n`);
    return `--c\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n${method} ${url} HTTP/1.1\r\n${lines.join('')}\r\n${body === undefined ? '' : JSON.stringify(body)}\r\n`;
  });
  return `--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n${parts.join('')}--c--\r\n--b--\r\n`;
};

describe('the service agrees with plain maps', () => {
  it('in what writes leave behind, and a follower of deltas has it all', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const environment = new TestEnvironment();
        environment.dataverse.define(standardTables);
        let plain = new Map<string, Plain>();
        const mirror = new Map<string, string>();
        let link = 'accounts?$select=name';

        const follow = (size: number): void => {
          for (let more = true; more;) {
            const headers = { prefer: `odata.track-changes,odata.maxpagesize=${size}` };
            const { json } = environment.get(link, headers);
            for (const change of json.value) {
              if (change.reason === 'deleted') {
                if (environment.get(`accounts(${change.id})`).status === 404) mirror.delete(change.id);
              } else mirror.set(change.accountid, change.name);
            }
            more = json['@odata.nextLink'] !== undefined;
            link = String(json['@odata.nextLink'] ?? json['@odata.deltaLink']).slice(33);
          }
          expect([...mirror].sort()).toEqual([...plain].map(([key, value]) => [key, value.name]).sort());
        };

        for (const next of steps) {
          if (next.kind === 'follow') follow(next.size);
          else if (next.kind === 'change-set') {
            const after = next.writes.reduce<Map<string, Plain> | undefined>((rows, each) => rows && expected(rows, each), plain);
            const answer = environment.send('POST', '$batch', changeSet(next.writes), { 'content-type': 'multipart/mixed; boundary=b' });
            expect(answer.status < 400).toBe(after !== undefined);
            plain = after ?? plain;
          } else {
            const after = expected(plain, next);
            const { method, url, headers, body } = request(next);
            expect(environment.send(method, url, body, headers).status < 400).toBe(after !== undefined);
            plain = after ?? plain;
          }
        }
        const rows = environment.get('accounts?$select=name,accountnumber').json.value;
        const found = rows.map(({ accountid, name: text, accountnumber }: Record<string, string | null>) => [
          accountid,
          { name: text, code: accountnumber },
        ]);
        expect(new Map(found)).toEqual(plain);
        follow(2);
      }),
      { numRuns: 1_000, seed: 5 },
    );
  });
});
