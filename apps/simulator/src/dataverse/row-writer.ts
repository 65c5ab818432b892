import { RuleRefusal } from '../odata/rules';
import { DuplicateKey } from '../odata/table-store';
import type { Row, Value } from '../odata/model';
import { relatedRow } from '../odata/relations';
import type { DataverseNavigation, DataverseTable } from './dataverse-model';
import { failures } from './errors';
import type { Operation } from './operation';
import { type Payload, readPayload } from './payload';
import { associate, followDelete } from './row-links';
import { isSystemRequired } from './system-columns';
import { deriveComputed, deriveMoney, deriveOwner, deriveState } from './row-columns';
import type { JsonObject } from '../odata/json-reader';

export type RowMessage = 'Create' | 'Update' | 'Delete';

/** What happened to a row, for those who listen: webhooks. */
export interface RowWritten {
  readonly message: RowMessage;
  readonly table: DataverseTable;
  readonly id: string;
  readonly before?: Row;
  readonly after?: Row;
  /** Columns that the caller sent (with the platform's additions on create). */
  readonly columns: readonly string[];
  readonly operation: Operation;
}

export interface WriteListener {
  written(event: RowWritten): void;
  /** The rows of one bulk message; a single write is a group of one. */
  writtenTogether(events: readonly RowWritten[]): void;
}

/** Creates, updates and deletes rows with everything that hangs on it. All inside the caller's transaction. */
export class RowWriter {
  private group: RowWritten[] | undefined;

  constructor(private readonly listener: WriteListener) {}

  /** Runs a bulk message: each row still raises its own event, and all of them together one more. */
  grouped<T>(work: () => T): T {
    const group: RowWritten[] = [];
    this.group = group;
    try {
      return work();
    } finally {
      this.group = undefined;
      const [first] = group;
      first?.operation.environment.database.onCommit(() => this.listener.writtenTogether(group));
    }
  }

  create(operation: Operation, table: DataverseTable, payload: Payload, id?: string): Row {
    const { environment } = operation;
    checkPrivilege(operation, table, 'create');
    const values = new Map(payload.values);
    for (const { navigation, bodies } of payload.nested) {
      if (navigation.cardinality === 'one') this.createTarget(operation, navigation, bodies[0]!, values);
    }
    const draft = this.draft(operation, table, values, id);
    this.checked('create', operation, table, undefined, draft, new Set(payload.values.keys()));
    const row = this.store(() => environment.store(table).insert(draft));
    this.after('create', operation, table, undefined, row, new Set(payload.values.keys()));
    for (const { navigation, bodies } of payload.nested) {
      if (navigation.cardinality === 'many') for (const body of bodies) this.createMember(operation, row, navigation, body);
    }
    for (const { navigation, ids } of payload.linked) for (const member of ids) associate(this, operation, table, row, navigation, member);
    const supplied = Object.keys(row).filter((name) => row[name] !== null && table.columns.get(name)?.hidden !== true);
    this.announce({ message: 'Create', table, id: String(row[table.primaryId]), after: row, columns: supplied, operation });

    return environment.store(table).get(String(row[table.primaryId]))!;
  }

  update(operation: Operation, table: DataverseTable, before: Row, payload: Payload): Row {
    const { environment } = operation;
    checkPrivilege(operation, table, 'update');
    const values = new Map(payload.values);
    values.delete(table.primaryId);
    for (const { navigation, bodies } of payload.nested) {
      if (navigation.cardinality === 'many') throw failures.unsupported('Deep update of a collection is not supported.');
      const target = relatedRow(environment.database, navigation, before);
      const other = environment.byType(navigation.targetType);
      if (target !== undefined && other !== undefined) this.update(operation, other, target, readPayload(operation, other, bodies[0]!));
      else this.createTarget(operation, navigation, bodies[0]!, values);
    }
    const draft: Row = { ...before };
    for (const [name, value] of values) {
      if (value === null && isSystemRequired(table, name)) throw failures.requiredNull(name, table.logicalName);
      draft[name] = value;
    }
    const changed = new Set(values.keys());
    draft['modifiedon'] = environment.now;
    draft['_modifiedby_value'] = operation.userId;
    setOrForget(draft, '_modifiedonbehalfby_value', operation.actualUserId);
    if (changed.has('_ownerid_value')) deriveOwner(environment, draft);
    if (changed.has('statecode') || changed.has('statuscode')) deriveState(table, draft, values, false);
    deriveMoney(environment, table, draft, changed);
    deriveComputed(table, draft);
    this.checked('update', operation, table, before, draft, changed);
    const row = this.store(() => environment.store(table).replace(draft));
    this.after('update', operation, table, before, row, changed);
    for (const { navigation, ids } of payload.linked) for (const member of ids) associate(this, operation, table, row, navigation, member);
    this.announce({ message: 'Update', table, id: String(row[table.primaryId]), before, after: row, columns: [...changed], operation });

    return row;
  }

  delete(operation: Operation, table: DataverseTable, row: Row): void {
    const { environment } = operation;
    checkPrivilege(operation, table, 'delete');
    const id = String(row[table.primaryId]);
    this.checked('delete', operation, table, row, undefined, new Set());
    followDelete(this, operation, table, id);
    if (!environment.store(table).delete(id)) return; // a cascade that came back to where it began
    this.after('delete', operation, table, row, undefined, new Set());
    this.announce({ message: 'Delete', table, id, before: row, columns: [], operation });
  }

  private draft(operation: Operation, table: DataverseTable, values: ReadonlyMap<string, Value>, addressedId: string | undefined): Row {
    const { environment } = operation;
    const { now } = environment;
    // Every row of a table gets its properties in the same order, so that the engine keeps them compactly.
    const draft: Row = { [table.primaryId]: addressedId ?? environment.newId() };
    for (const { name, default: preset } of table.columns.values()) if (preset !== undefined) draft[name] = preset;
    for (const [name, value] of values) if (value !== null || name in draft) draft[name] = value;
    draft[table.primaryId] = values.get(table.primaryId) ?? draft[table.primaryId]!;
    if (table.columns.get('ownerid')?.inherited === true) draft['ownerid'] = draft[table.primaryId]!;
    draft['createdon'] = values.get('overriddencreatedon') ?? now;
    draft['modifiedon'] = now;
    draft['_createdby_value'] = operation.userId;
    draft['_modifiedby_value'] = operation.userId;
    setOrForget(draft, '_createdonbehalfby_value', operation.actualUserId);
    setOrForget(draft, '_modifiedonbehalfby_value', operation.actualUserId);
    if ((draft['_ownerid_value'] ?? null) === null) {
      draft['_ownerid_value'] = operation.userId;
      draft['_ownerid_value@type'] = 'systemuser';
    }
    deriveOwner(environment, draft);
    deriveState(table, draft, values, true);
    deriveMoney(environment, table, draft, new Set(values.keys()));
    deriveComputed(table, draft);

    return draft;
  }

  private createTarget(operation: Operation, navigation: DataverseNavigation, body: JsonObject, values: Map<string, Value>): void {
    const other = operation.environment.byType(navigation.targetType);
    if (other === undefined || navigation.lookup === undefined)
      throw failures.unsupported(`Deep insert over '${navigation.name}' is not supported.`);
    const row = this.create(operation, other, readPayload(operation, other, body));
    values.set(navigation.lookup.column, row[other.primaryId] ?? null);
    if (navigation.lookup.typeColumn !== undefined) values.set(navigation.lookup.typeColumn, other.logicalName);
  }

  private createMember(operation: Operation, owner: Row, navigation: DataverseNavigation, body: JsonObject): void {
    const { environment } = operation;
    const other = environment.byType(navigation.targetType)!;
    const payload = readPayload(operation, other, body);
    const ownerId = owner[navigation.join[0]!.here] ?? null;
    if (navigation.through === undefined) {
      const { lookup } = navigation.reverseOf!;
      payload.values.set(lookup.column, ownerId);
      if (lookup.typeColumn !== undefined) payload.values.set(lookup.typeColumn, navigation.when!.equals);
      this.create(operation, other, payload);
      return;
    }
    const member = this.create(operation, other, payload);
    const [one, two] = navigation.through.here === 'one' ? [ownerId, member[other.primaryId]!] : [member[other.primaryId]!, ownerId];
    environment.database.table(navigation.through.table)!.insert({ one, two });
  }

  private checked(
    event: 'create' | 'update' | 'delete',
    operation: Operation,
    table: DataverseTable,
    before: Row | undefined,
    after: Row | undefined,
    sent: ReadonlySet<string>,
  ): void {
    this.runRules('before', event, operation, table, before, after, sent);
    if (operation.isSystem) return;
    const { faults } = operation.environment.dependencies;
    const refusal = faults.rejection(table, (after ?? before)!);
    if (refusal !== undefined) throw failures.ruleRefused(refusal);
    if (event !== 'create' && faults.updateConflict(table)) throw failures.versionMismatch();
  }

  private after(
    event: 'create' | 'update' | 'delete',
    operation: Operation,
    table: DataverseTable,
    before: Row | undefined,
    after: Row | undefined,
    sent: ReadonlySet<string>,
  ): void {
    this.runRules('after', event, operation, table, before, after, sent);
    if (operation.isSystem) return;
    const { database, dependencies } = operation.environment;
    const key = String((after ?? before)![table.primaryId]);
    database.onCommit(() => dependencies.statistics.write({ table: table.entitySet, key, kind: event }));
  }

  private runRules(
    stage: 'before' | 'after',
    event: 'create' | 'update' | 'delete',
    operation: Operation,
    table: DataverseTable,
    before: Row | undefined,
    after: Row | undefined,
    sent: ReadonlySet<string>,
  ): void {
    const { environment } = operation;
    try {
      environment.rules.run(stage, {
        event,
        table,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
        sent,
        database: environment.database,
        now: environment.dependencies.clock.now(),
        isSystem: operation.isSystem,
        userId: operation.userId,
      });
    } catch (error) {
      throw error instanceof RuleRefusal ? failures.ruleRefused(error.message) : error;
    }
  }

  private announce(event: RowWritten): void {
    const { database } = event.operation.environment;
    database.onCommit(() => this.listener.written(event));
    if (this.group === undefined) database.onCommit(() => this.listener.writtenTogether([event]));
    else this.group.push(event);
  }

  private store<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof DuplicateKey)) throw error;
      throw error.isPrimary ? failures.duplicateId() : failures.duplicateAlternateKey(error.key.name, error.key.columns);
    }
  }
}

/** Impersonating: both users need the right. */
export const checkPrivilege = (operation: Operation, table: DataverseTable, kind: 'create' | 'update' | 'delete' | 'read'): void => {
  if (operation.isSystem) return;
  const { environment, userId, actualUserId } = operation;
  for (const user of [userId, actualUserId]) {
    const isDenied = (name: string) => user !== undefined && environment.isDenied(user, table.logicalName, name);
    if (isDenied(kind) || (kind === 'update' && isDenied('write'))) {
      throw failures.privilegeMissing(user!, `prv${privilegeVerbs[kind]}${table.logicalName}`, table.logicalName);
    }
  }
};

const privilegeVerbs = { create: 'Create', update: 'Write', delete: 'Delete', read: 'Read' } as const;

const setOrForget = (row: Row, name: string, value: string | undefined): void => {
  if (value !== undefined) row[name] = value;
  else if (row[name] !== undefined) row[name] = null;
};
