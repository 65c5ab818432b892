import type { TableStore } from '../odata/table-store';
import { DuplicateKey } from '../odata/table-store';
import { instantText } from '../odata/tokens';
import { RuleBook } from '../odata/rules';
import { Database } from '../odata/store';
import type { DataverseTable } from './dataverse-model';
import { compareSqlGuids, namedGuid, randomGuid } from './guids';
import { type BaseCurrency, type DataverseDependencies, InvalidControlCall, type UserDeclaration } from './ports';
import { buildSchema } from './schema';
import { changesWhatIsKnown, isWhole, mergeDefinition, type TableDefinition } from './table-definition';
import { systemTables } from './system-tables';
import { registrationRules } from './webhook-registration';

/** Ids that are the same after every reset. */
export const fixedIds = {
  organization: 'e4c1b6b0-77d4-4a8e-93b6-1f2d9c000001',
  businessUnit: 'c2a3b1aa-0b11-4a0e-9a3e-8a6a1f000001',
  applicationUser: '1f7e2c40-0d3b-4f0e-8b66-3a1df0a6b001',
  administrator: '1f7e2c40-0d3b-4f0e-8b66-3a1df0a6b002',
  baseCurrency: '6d1a90f2-3c55-4b7a-9a10-0d2f5c000001',
} as const;

export const eventMessages = ['Create', 'Update', 'Delete', 'CreateMultiple', 'UpdateMultiple'] as const;

const dollars: BaseCurrency = { isocurrencycode: 'USD', currencyname: 'US Dollar', currencysymbol: '$' };

/** A table's model with its rows. */
export interface StoredTable {
  readonly model: DataverseTable;
  readonly store: TableStore;
}

/** The state of the simulated environment: definitions, rows, users' rights. */
export class Environment {
  readonly database = new Database({ versionColumn: 'versionnumber', compareKeys: compareSqlGuids }, 4_711_000);
  rules = new RuleBook();
  private definitions = new Map<string, TableDefinition>();
  private byLogicalName = new Map<string, DataverseTable>();
  private bySet = new Map<string, DataverseTable>();
  private denied = new Map<string, Set<string>>();
  private impersonable = new Set<string>();
  /** Delta tokens of a table up to this version are too old. */
  private expiredTokens = new Map<string, number>();
  /** Built-in tables that a whole definition replaces instead of extending, as long as nobody has defined anything of them. */
  private givingWay = new Set<string>();
  /** Grows with every change of definitions. */
  metadataVersion = 90_417_000;

  constructor(readonly dependencies: DataverseDependencies) {
    this.reset();
  }

  reset(currency: BaseCurrency = dollars): void {
    this.database.clear();
    this.rules = new RuleBook();
    for (const rule of registrationRules) this.rules.add(rule);
    this.definitions = new Map(systemTables.map((definition) => [definition.logicalName, definition]));
    this.denied.clear();
    this.impersonable.clear();
    this.expiredTokens.clear();
    this.givingWay.clear();
    this.rebuild(this.definitions);
    this.insertSystemRows(currency);
  }

  get now(): string {
    return instantText(this.dependencies.clock.now());
  }

  newId(): string {
    return randomGuid(this.dependencies.random);
  }

  defineBuiltIn(raw: readonly Readonly<Record<string, unknown>>[]): void {
    this.define(raw);
    this.givingWay = new Set(raw.map(({ logicalName }) => String(logicalName)));
  }

  define(raw: unknown): void {
    if (!Array.isArray(raw)) throw new InvalidControlCall('tables must be a list.');
    const definitions = new Map(this.definitions);
    const changed: string[] = [];
    const replaced: string[] = [];
    for (const [index, item] of raw.entries()) {
      const name = (item as { logicalName?: unknown } | null)?.logicalName;
      const known = typeof name !== 'string' || this.givesWay(name, item) ? undefined : definitions.get(name);
      const definition = mergeDefinition(item, known, `tables[${index}]`);
      const namesake = [...definitions.values()].find(
        ({ entitySetName, logicalName }) => entitySetName === definition.entitySetName && logicalName !== definition.logicalName,
      );
      if (namesake !== undefined) {
        throw new InvalidControlCall(
          `tables[${index}].entitySetName '${definition.entitySetName}' is that of '${namesake.logicalName}' already.`,
        );
      }
      if (known !== undefined && (known.entitySetName !== definition.entitySetName || known.primaryId !== definition.primaryId)) {
        throw new InvalidControlCall(`tables[${index}]: entitySetName and primaryId of '${definition.logicalName}' cannot be changed.`);
      }
      if (known !== undefined && changesWhatIsKnown(known, definition)) changed.push(definition.logicalName);
      if (this.givesWay(definition.logicalName, item)) replaced.push(definition.entitySetName);
      definitions.set(definition.logicalName, definition);
    }
    this.rebuild(definitions);
    for (const item of raw) this.givingWay.delete((item as { logicalName: string }).logicalName);
    for (const entitySet of replaced) this.rules.give(entitySet);
    for (const name of changed) this.expireTokens(this.byLogicalName.get(name)!);
  }

  /** Whoever brings an `account` of their own gets exactly the columns they name, not ours as well. */
  private givesWay(name: string, definition: unknown): boolean {
    const table = this.byLogicalName.get(name);
    return table !== undefined && this.givingWay.has(name) && this.store(table).size === 0 && isWhole(definition);
  }

  private rebuild(definitions: Map<string, TableDefinition>): void {
    const schema = buildSchema(definitions);
    try {
      for (const table of schema.values()) this.database.define(table);
    } catch (error) {
      if (!(error instanceof DuplicateKey)) throw error;
      for (const table of this.byLogicalName.values()) this.database.define(table);
      throw new InvalidControlCall(`alternateKeys: the rows of '${error.table.entityType}' have duplicates in '${error.key.name}'.`);
    }
    this.definitions = definitions;
    this.byLogicalName = schema;
    this.bySet = new Map([...schema.values()].map((table) => [table.entitySet, table]));
    this.metadataVersion += 1;
    this.insertMessageFilters();
  }

  /** By entity set name, case-sensitive, as URLs name it; never a table of pairs. */
  bySetName(entitySet: string): DataverseTable | undefined {
    const table = this.bySet.get(entitySet);
    return table?.isIntersect === true ? undefined : table;
  }

  byType(logicalName: string): DataverseTable | undefined {
    const table = this.byLogicalName.get(logicalName);
    return table?.isIntersect === true ? undefined : table;
  }

  tables(): DataverseTable[] {
    return [...this.byLogicalName.values()].filter(({ isIntersect }) => !isIntersect);
  }

  /** For the core, which follows navigation properties by entity set name. */
  readonly lookup = (entitySet: string): DataverseTable | undefined => this.bySet.get(entitySet);

  store(table: DataverseTable): TableStore {
    return this.database.table(table.entitySet)!;
  }

  /** The other tables' lookups that may refer to rows of this one, system lookups left out. */
  *referencesTo(logicalName: string) {
    for (const table of this.tables()) {
      for (const lookup of table.lookups) {
        if (table.columns.get(lookup.column)?.system === true) continue;
        for (const target of lookup.targets) if (target.table === logicalName) yield { table, lookup, target };
      }
    }
  }

  addUser(declaration: UserDeclaration): string {
    const table = this.byType('systemuser')!;
    const store = this.store(table);
    const { user } = declaration;
    const given = user['systemuserid'];
    if (given !== undefined && (typeof given !== 'string' || !/^[0-9a-fA-F-]{36}$/.test(given))) {
      throw new InvalidControlCall('user.systemuserid must be a GUID.');
    }
    const id = given?.toLowerCase() ?? this.newId();
    const known = store.get(id);
    const values: Record<string, string | boolean> = {};
    for (const [name, value] of Object.entries(user)) {
      if (!table.columns.has(name)) throw new InvalidControlCall(`user.${name} is no column of systemuser.`);
      if (typeof value !== 'string' && typeof value !== 'boolean') throw new InvalidControlCall(`user.${name} must be a text.`);
      values[name] = typeof value === 'string' && table.columns.get(name)!.kind === 'guid' ? value.toLowerCase() : value;
    }
    const row = { ...(known ?? this.systemRow('systemuser', id)), ...values, systemuserid: id };
    if (known === undefined) store.insert(row, false);
    else store.replace(row, false);
    if (declaration.impersonate === true) this.impersonable.add(id);
    if (declaration.privileges !== undefined) {
      const denied = new Set<string>();
      for (const { table: name, operations } of declaration.privileges.deny ?? []) {
        const known = this.byType(name) ?? this.bySetName(name);
        for (const operation of operations) denied.add(`${known?.logicalName ?? name}:${operation.toLowerCase()}`);
      }
      this.denied.set(id, denied);
    }
    return id;
  }

  isDenied(userId: string, logicalName: string, operation: string): boolean {
    return this.denied.get(userId)?.has(`${logicalName}:${operation}`) === true;
  }

  mayBeImpersonated(userId: string): boolean {
    return this.impersonable.has(userId) || userId === fixedIds.administrator;
  }

  expireTokens(table: DataverseTable): void {
    this.expiredTokens.set(table.logicalName, this.database.currentVersion);
    this.database.advanceVersion(); // a token given from now on is newer than the expired ones
  }

  tokenIsExpired(table: DataverseTable, version: number): boolean {
    return version <= (this.expiredTokens.get(table.logicalName) ?? -1);
  }

  /** A row with the columns that the platform fills, as if the administrator had made it. */
  systemRow(logicalName: string, id: string): Record<string, string | number> {
    const { now } = this;
    const { primaryId, definition } = this.byLogicalName.get(logicalName)!;
    return {
      [primaryId]: id,
      ...(definition.baseType === 'principal' ? { ownerid: id } : {}),
      createdon: now,
      modifiedon: now,
      _createdby_value: fixedIds.administrator,
      _modifiedby_value: fixedIds.administrator,
      _ownerid_value: fixedIds.administrator,
      '_ownerid_value@type': 'systemuser',
      _owninguser_value: fixedIds.administrator,
      _owningbusinessunit_value: fixedIds.businessUnit,
      statecode: 0,
      statuscode: 1,
    };
  }

  private insertSystemRows(currency: BaseCurrency): void {
    const put = (logicalName: string, id: string, values: Record<string, string | number | boolean>): void => {
      this.store(this.byLogicalName.get(logicalName)!).insert({ ...this.systemRow(logicalName, id), ...values }, false);
    };
    put('organization', fixedIds.organization, {
      name: 'org8c2f1e77',
      expirechangetrackingindays: 7,
      _basecurrencyid_value: fixedIds.baseCurrency,
    });
    put('businessunit', fixedIds.businessUnit, { name: 'org8c2f1e77' });
    put('systemuser', fixedIds.applicationUser, {
      fullname: '# Concord',
      firstname: '#',
      lastname: 'Concord',
      applicationid: '7d0c1f6e-2b0a-4b3c-9d57-1c2e3f000001',
      azureactivedirectoryobjectid: '7d0c1f6e-2b0a-4b3c-9d57-1c2e3f000002',
      isdisabled: false,
      _businessunitid_value: fixedIds.businessUnit,
    });
    put('systemuser', fixedIds.administrator, {
      fullname: 'Ada Administrator',
      firstname: 'Ada',
      lastname: 'Administrator',
      azureactivedirectoryobjectid: '7d0c1f6e-2b0a-4b3c-9d57-1c2e3f000003',
      isdisabled: false,
      _businessunitid_value: fixedIds.businessUnit,
    });
    put('transactioncurrency', fixedIds.baseCurrency, { ...currency, currencyprecision: 2, exchangerate: '1' });
    for (const message of eventMessages) put('sdkmessage', namedGuid(`message ${message}`), { name: message });
    this.insertMessageFilters();
  }

  /** Which messages can be subscribed to for which table; tells clients as well which bulk messages a table supports. */
  private insertMessageFilters(): void {
    const messages = this.store(this.byLogicalName.get('sdkmessage')!);
    if (messages.size === 0) return;
    const filters = this.store(this.byLogicalName.get('sdkmessagefilter')!);
    for (const { logicalName } of this.tables()) {
      for (const message of eventMessages) {
        const id = namedGuid(`filter ${message} ${logicalName}`);
        if (filters.get(id) !== undefined) continue;
        filters.insert(
          {
            ...this.systemRow('sdkmessagefilter', id),
            primaryobjecttypecode: logicalName,
            secondaryobjecttypecode: 'none',
            iscustomprocessingstepallowed: true,
            _sdkmessageid_value: namedGuid(`message ${message}`),
          },
          false,
        );
      }
    }
  }
}
