import type { Row } from '../odata/model';
import type { DataverseTable } from './dataverse-model';
import { Environment, fixedIds } from './environment';
import { DataverseError } from './errors';
import { type Dataverse, type DataverseDependencies, InvalidControlCall } from './ports';
import { systemOperation } from './request-operation';
import { RowWriter } from './row-writer';
import { Router } from './router';
import { generateRows, readSeedValues, seedRows } from './seed-rows';
import { WebhookPublisher } from './webhooks';
import { RuleRefusal } from '../odata/rules';

export {
  type BaseCurrency,
  type Dataverse,
  type DataverseCaller,
  type DataverseDependencies,
  InvalidControlCall,
  type TableName,
  type UserDeclaration,
  type WebhookDelivery,
} from './ports';

/** A Dataverse environment as after `reset`: system tables and rows only. */
export const createDataverse = (dependencies: DataverseDependencies): Dataverse => {
  const environment = new Environment(dependencies);
  const publisher = new WebhookPublisher(environment);
  const writer = new RowWriter(publisher);
  const router = new Router(environment, writer);
  const generated = new Map<string, number>();

  return {
    apiPath: '/api/data/v9.2',
    handle: (request) => router.handle(request),
    identities: { application: fixedIds.applicationUser, administrator: fixedIds.administrator },
    addUser: (declaration) => environment.addUser(declaration),
    define: (tables) => environment.define(tables),
    defineBuiltIn: (tables) => environment.defineBuiltIn(tables),
    seed: (name, rows) => seedRows(environment, requireTable(environment, name), rows),
    generate: (name, count, template) => {
      const table = requireTable(environment, name);
      const first = generated.get(table.logicalName) ?? 0;
      generateRows(environment, table, count, template, first);
      generated.set(table.logicalName, first + count);
    },
    rows: (name, top = Infinity, skip = 0) => {
      const table = requireTable(environment, name);
      const store = environment.store(table);
      const rows: Row[] = [];
      let index = 0;
      for (const row of store.scan()) {
        if (index >= skip + top) break;
        if (index >= skip) rows.push(shownRow(table, row));
        index += 1;
      }
      return { count: store.size, rows };
    },
    expireDeltaTokens: (name) => environment.expireTokens(requireTable(environment, name)),
    reset: (baseCurrency) => {
      generated.clear();
      environment.reset(baseCurrency);
    },
    find: (name, id) => environment.store(requireTable(environment, name)).get(id),
    where: (name, column, value) => environment.store(requireTable(environment, name)).where(column, value),
    transaction: (work) => environment.database.transaction(work),
    addRule: (rule) => environment.rules.add(rule),
    write: (kind, name, raw, userId = fixedIds.administrator) => {
      const table = requireTable(environment, name);
      const operation = systemOperation(environment, userId);
      const values = readSeedValues(environment, table, raw, 'row');
      const payload = { values, nested: [], linked: [] };
      const store = environment.store(table);
      const given = values.get(table.primaryId);
      try {
        return environment.database.transaction(() => {
          if (kind === 'create') return writer.create(operation, table, payload);
          const before = typeof given === 'string' ? store.get(given) : undefined;
          if (before === undefined) throw new InvalidControlCall(`row.${table.primaryId} names no row of '${table.logicalName}'.`);
          if (kind === 'update') return writer.update(operation, table, before, payload);
          writer.delete(operation, table, before);
          return before;
        });
      } catch (error) {
        if (error instanceof DataverseError) throw new RuleRefusal(error.message);
        throw error;
      }
    },
  };
};

const requireTable = (environment: Environment, name: string): DataverseTable => {
  const table = environment.bySetName(name) ?? environment.byType(name);
  if (table === undefined) throw new InvalidControlCall(`table '${name}' is not defined.`);

  return table;
};

/** All columns, nulls too; amounts as numbers where a float holds them, else as text. */
const shownRow = (table: DataverseTable, row: Row): Row => {
  const shown: Row = {};
  for (const { name, kind, hidden } of table.columns.values()) {
    const value = row[name] ?? null;
    if (hidden === true && value === null) continue;
    const isFloat = kind === 'decimal' && value !== null && String(Number(value)) === value;
    shown[name] = isFloat ? Number(value) : typeof value === 'bigint' ? String(value) : value;
  }
  return shown;
};
