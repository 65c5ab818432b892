import type { JsonObject } from '../../odata/json-reader';
import type { Row, Value } from '../../odata/model';
import { rowKey } from '../../odata/row-key';
import { RuleRefusal } from '../../odata/rules';
import { DuplicateKey } from '../../odata/table-store';
import type { FinanceTable } from '../definitions/finance-table';
import type { FinanceState } from '../finance-state';
import type { FinanceDependencies, FinanceUser } from '../ports';
import { ifMatchPasses } from '../wire/etag';
import { faults } from '../wire/finance-fault';
import * as infolog from '../wire/infolog';
import { readValue, WrongValue } from '../wire/read-value';
import { numberedColumns } from './number-sequences';
import { firstDependent } from './check-references';
import { RowValidator } from './row-validator';

export interface CommittedWrite {
  readonly table: FinanceTable;
  readonly kind: 'create' | 'update' | 'delete';
  readonly before?: Row;
  readonly after?: Row;
  /** Columns whose value changed. */
  readonly changed: readonly string[];
  /** Entra object id of who wrote. */
  readonly by: string;
}

export interface WriteScope {
  readonly user: FinanceUser;
  readonly crossCompany: boolean;
  readonly objectId: string;
  readonly quotedDecimals?: boolean;
  /** Finance itself writes: what callers may only read, it may write. */
  readonly isSystem?: boolean;
}

/**
 * Create, update and delete of one record, in the order the X++ framework works: set the given fields, validate each, default the
 * rest, validate the row, write. Source: finance-api.md 3.1 to 3.6.
 */
export class RecordWriter {
  private readonly validator: RowValidator;

  constructor(
    private readonly state: FinanceState,
    private readonly dependencies: FinanceDependencies,
    private readonly onCommitted: (write: CommittedWrite) => void,
  ) {
    this.validator = new RowValidator(state, dependencies);
  }

  create(table: FinanceTable, body: JsonObject, scope: WriteScope): Row {
    this.refuseReadOnly(table, scope);
    const sent = this.readBody(table, body, scope);
    const row = this.state.blankRow(table);
    if (table.companySpecific) row['dataAreaId'] = this.validator.companyOf(sent, scope.user);
    for (const [name, value] of sent) if (name !== 'dataAreaId') row[name] = value;
    const drawn = numberedColumns(table, String(row['dataAreaId'] ?? ''), this.dependencies.faults.switches().numberSequences);
    this.validator.refuseDrawnNumbers(table, sent, drawn);
    this.validator.validateFields(table, row, sent);
    this.validator.applyDefaults(table, row, sent, drawn);
    this.validator.refuseMissingKey(table, row, sent);
    this.validator.validateWrite(table, row);
    return this.insert(table, row, sent, scope.objectId);
  }

  update(table: FinanceTable, key: string | undefined, body: JsonObject, scope: WriteScope, ifMatch?: string): Row {
    this.refuseReadOnly(table, scope);
    const before = this.selectForUpdate(table, key, scope, ifMatch);
    const sent = this.readBody(table, body, scope);
    const row = this.state.copyOf(table, before);
    for (const [name, value] of sent) {
      if (table.model.key.columns.includes(name)) this.validator.refuseKeyChange(table, name, before[name], value);
      else row[name] = value;
    }
    this.validator.validateFields(table, row, sent);
    if (this.dependencies.faults.updateConflict(table.entitySet)) throw this.businessFault(infolog.updateConflict(table));
    this.validator.validateWrite(table, row);
    const changed = [...sent.keys()].filter((name) => row[name] !== before[name]);
    this.state.transaction(() => {
      this.runRules('before', table, 'update', before, row, sent);
      this.state.stampChanged(before, row);
      this.state.storeOf(table).replace(row);
      this.runRules('after', table, 'update', before, row, sent);
      this.state.database.onCommit(() => this.onCommitted({ table, kind: 'update', before, after: row, changed, by: scope.objectId }));
    });
    return row;
  }

  delete(table: FinanceTable, key: string | undefined, scope: WriteScope, ifMatch?: string): void {
    this.refuseReadOnly(table, scope);
    const before = this.selectForUpdate(table, key, scope, ifMatch);
    const dependent = firstDependent(this.state, table, before);
    if (dependent) throw this.businessFault(infolog.dependants(table, dependent));
    if (this.dependencies.faults.updateConflict(table.entitySet)) throw this.businessFault(infolog.updateConflict(table));
    const refusal = this.dependencies.faults.rejection(table.entitySet, before);
    if (refusal !== undefined) throw this.businessFault(infolog.deleteRuleRefused(table, refusal));
    this.state.transaction(() => {
      this.runRules('before', table, 'delete', before, undefined, new Map());
      this.state.storeOf(table).delete(rowKey(table.model, before)!);
      this.runRules('after', table, 'delete', before, undefined, new Map());
      this.state.database.onCommit(() => this.onCommitted({ table, kind: 'delete', before, changed: [], by: scope.objectId }));
    });
  }

  private insert(table: FinanceTable, row: Row, sent: ReadonlyMap<string, Value>, by: string): Row {
    return this.state.transaction(() => {
      this.runRules('before', table, 'create', undefined, row, sent);
      this.state.stampNew(table, row, 1);
      try {
        this.state.storeOf(table).insert(row);
      } catch (error) {
        if (!(error instanceof DuplicateKey)) throw error;
        throw this.businessFault(infolog.duplicate(table, row));
      }
      this.runRules('after', table, 'create', undefined, row, sent);
      this.state.database.onCommit(() => this.onCommitted({ table, kind: 'create', after: row, changed: [...table.columns.keys()], by }));
      return row;
    });
  }

  private readBody(table: FinanceTable, body: JsonObject, { quotedDecimals, isSystem }: WriteScope): Map<string, Value> {
    const sent = new Map<string, Value>();
    for (const [name, value] of Object.entries(body)) {
      if (name.startsWith('@') || name.includes('@')) continue; // annotations such as @odata.type are allowed, and need nothing
      const column = table.columns.get(name);
      if (column === undefined) {
        throw faults.badBody(
          `The property '${name}' does not exist on type 'Microsoft.Dynamics.DataEntities.${table.entityType}'. Make sure to only use property names that are defined by the type.`,
        );
      }
      if (column.readOnly && !isSystem && !table.model.key.columns.includes(name)) continue; // silently ignored, as most entities do
      try {
        sent.set(name, readValue(column, value, quotedDecimals));
      } catch (error) {
        throw error instanceof WrongValue ? faults.badBody(error.message) : error;
      }
    }
    return sent;
  }

  private selectForUpdate(table: FinanceTable, key: string | undefined, { user, crossCompany }: WriteScope, ifMatch?: string): Row {
    const row = key === undefined ? undefined : this.state.storeOf(table).get(key);
    if (row === undefined || !isVisible(table, row, user, crossCompany))
      throw faults.absentOnWrite(this.dependencies.faults.switches().absentOnWrite);
    if (ifMatch !== undefined && !ifMatchPasses(ifMatch, row)) throw faults.stale(this.dependencies.faults.switches().staleEtagStatus);
    return row;
  }

  private refuseReadOnly(table: FinanceTable, { isSystem }: WriteScope): void {
    if (table.readOnly && !isSystem)
      throw this.businessFault(infolog.writeFailed(table, `Error: The data entity ${table.entityType} is read only.`));
  }

  private runRules(
    stage: 'before' | 'after',
    table: FinanceTable,
    event: 'create' | 'update' | 'delete',
    before: Row | undefined,
    after: Row | undefined,
    sent: ReadonlyMap<string, Value>,
  ): void {
    try {
      this.state.rules.run(stage, {
        event,
        table: table.model,
        before,
        after,
        sent: new Set(sent.keys()),
        database: this.state.database,
        now: this.dependencies.clock.now(),
      });
    } catch (error) {
      if (!(error instanceof RuleRefusal)) throw error;
      throw this.businessFault(
        event === 'delete' ? infolog.deleteRuleRefused(table, error.message) : infolog.ruleRefused(table, error.message),
      );
    }
  }

  private businessFault(message: string): Error {
    return faults.write(this.dependencies.faults.switches().businessErrorStatus, message);
  }
}

/** A row of another company than the default one is not there, unless all companies are asked for and the user may see it. */
export const isVisible = ({ companySpecific }: FinanceTable, row: Row, user: FinanceUser, crossCompany: boolean): boolean => {
  if (!companySpecific) return true;
  const company = String(row['dataAreaId']);
  return crossCompany ? user.companies === undefined || user.companies.includes(company) : company === user.defaultCompany;
};
