import 'reflect-metadata';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { checkerOf } from '../validation/checker-of';
import { messageTypes } from './message-types';
import { publishedSchemas } from './published-schemas';

const ajv = addFormats(new Ajv({ strict: true, allowUnionTypes: true }));
const validators = new Map(publishedSchemas().map(({ file, schema }) => [file, ajv.compile(schema)]));

const link = '3f2b8c1e-6a4d-4a52-9d6b-0c9f1f7a2b10';
const samples: Record<string, object> = {
  change: { op: 'upsert', id: 'usmf|p-1', key: { dataAreaId: 'usmf' }, version: '12', origin: 'delta', row: { ProjectName: null } },
  write: {
    area: 'setup-sync',
    map: 'projects',
    link,
    revision: 1,
    op: 'create',
    key: {},
    values: { ProjectName: 'P' },
    columns: ['ProjectName'],
  },
  outcome: {
    system: 'finance',
    map: 'projects',
    link,
    revision: 1,
    status: 'rejected',
    error: { code: 'THROTTLED', kind: 'throttled', message: 'too many', status: 429 },
  },
  link: {
    area: 'setup-sync',
    map: 'projects',
    link,
    status: 'waiting',
    revision: 1,
    settledRevision: 0,
    waitingFor: [{ map: 'accounts', system: 'dataverse', id: 'a' }],
    updatedAt: '2026-01-01T00:00:00Z',
  },
  flow: {
    area: 'estimates-actuals',
    flow: 'actuals',
    document: link,
    stage: 'staged',
    since: '2026-01-01T00:00:00Z',
    stages: [{ stage: 'staged', at: '2026-01-01T00:00:00Z', quantity: '8', amount: '-1600.5' }],
    dimensions: { company: 'USPM' },
    currency: 'USD',
    problems: [{ code: 'ORIGINAL_MISSING', message: 'gone', remedy: 'Look.', since: '2026-01-01T00:00:00Z' }],
    records: [{ in: 'finance', table: 'ProjActualsImports', id: 'uspm|1', isThere: true }],
    revision: 1,
    updatedAt: '2026-01-01T00:00:00Z',
  },
  subscription: {
    area: 'setup-sync',
    system: 'finance',
    table: 'ProjectsV2',
    key: ['dataAreaId'],
    columns: [{ name: 'ProjectName', kind: 'text' }],
  },
  'snapshot-request': { kind: 'request', run: link, area: 'setup-sync', system: 'finance', table: 'ProjectsV2' },
  'snapshot-progress': {
    kind: 'progress',
    run: link,
    area: 'setup-sync',
    system: 'finance',
    table: 'ProjectsV2',
    status: 'read',
    rowsRead: 3,
    at: '2026-01-01T00:00:00Z',
  },
};

/** The same value with one thing wrong, at every place. */
const spoiled = (value: object): object[] =>
  Object.keys(value).flatMap((name) => [
    { ...value, [name]: { nobody: 'expects this' } },
    Object.fromEntries(Object.entries(value).filter(([other]) => other !== name)),
    { ...value, [name]: null },
  ]);

describe.each(messageTypes.map((type) => [type.name, type] as const))('the schema of %s', (name, { version, message }) => {
  const accepts = validators.get(`${name}.v${version}.json`);
  const checker = checkerOf(message);
  const sample = samples[name] as object;

  it('accepts what the class accepts, and refuses what it refuses', () => {
    expect(checker.violations(sample)).toEqual([]);
    for (const value of [sample, ...spoiled(sample)]) expect([value, accepts?.(value)]).toEqual([value, checker.accepts(value)]);
  });
});
