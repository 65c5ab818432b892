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
import { firstDependent, referenceHolds } from './check-references';

const FEW_KEY_PARTS = 4;

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
}

/**
 * Create, update and delete of one record, in the order the X++ framework works: set the given fields, validate each, default the
 * rest, validate the row, write. Source: finance-api.md 3.1 to 3.6.
 */
export class RecordWriter {
  constructor(
    private readonly state: FinanceState,
    private readonly dependencies: FinanceDependencies,
    private readonly onCommitted: (write: CommittedWrite) => void,
  ) {}

  create(table: FinanceTable, body: JsonObject, scope: WriteScope): Row {
    this.refuseReadOnly(table);
    const sent = this.readBody(table, body, scope);
    const row = this.state.blankRow(table);
    if (table.companySpecific) row['dataAreaId'] = this.companyOf(sent, scope);
    for (const [name, value] of sent) if (name !== 'dataAreaId') row[name] = value;
    const drawn = numberedColumns(table, String(row['dataAreaId'] ?? ''), this.dependencies.faults.switches().numberSequences);
    this.refuseDrawnNumbers(table, sent, drawn);
    this.validateFields(table, row, sent);
    this.applyDefaults(table, row, sent, drawn);
    this.refuseMissingKey(table, row, sent);
    this.validateWrite(table, row);
    return this.insert(table, row, sent, scope.objectId);
  }

  update(table: FinanceTable, key: string | undefined, body: JsonObject, scope: WriteScope, ifMatch?: string): Row {
    this.refuseReadOnly(table);
    const before = this.selectForUpdate(table, key, scope, ifMatch);
    const sent = this.readBody(table, body, scope);
    const row = this.state.copyOf(table, before);
    for (const [name, value] of sent) {
      if (table.model.key.columns.includes(name)) this.refuseKeyChange(table, name, before[name], value);
      else row[name] = value;
    }
    this.validateFields(table, row, sent);
    if (this.dependencies.faults.updateConflict(table.entitySet)) throw this.businessFault(infolog.updateConflict(table));
    this.validateWrite(table, row);
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
    this.refuseReadOnly(table);
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

  private readBody(table: FinanceTable, body: JsonObject, { quotedDecimals }: WriteScope): Map<string, Value> {
    const sent = new Map<string, Value>();
    for (const [name, value] of Object.entries(body)) {
      if (name.startsWith('@') || name.includes('@')) continue; // annotations such as @odata.type are allowed, and need nothing
      const column = table.columns.get(name);
      if (column === undefined) {
        throw faults.badBody(
          `The property '${name}' does not exist on type 'Microsoft.Dynamics.DataEntities.${table.entityType}'. Make sure to only use property names that are defined by the type.`,
        );
      }
      if (column.readOnly && !table.model.key.columns.includes(name)) continue; // silently ignored, as most entities do
      try {
        sent.set(name, readValue(column, value, quotedDecimals));
      } catch (error) {
        throw error instanceof WrongValue ? faults.badBody(error.message) : error;
      }
    }
    return sent;
  }

  private companyOf(sent: ReadonlyMap<string, Value>, { user }: WriteScope): string {
    const company = (String(sent.get('dataAreaId') ?? '') || user.defaultCompany).toLowerCase();
    if (user.companies && !user.companies.includes(company))
      throw faults.forbidden(`The user does not have access to the company '${company}'.`);
    const legalEntities = this.state.database.table('LegalEntities');
    if (legalEntities && legalEntities.size > 0 && legalEntities.get(company) === undefined) {
      throw this.businessFault(`Company '${company}' does not exist.`);
    }
    return company;
  }

  private validateFields(table: FinanceTable, row: Row, sent: ReadonlyMap<string, Value>): void {
    for (const [name, value] of sent) {
      const column = table.columns.get(name)!;
      if (column.maxLength !== undefined && typeof value === 'string' && value.length > column.maxLength) {
        throw this.businessFault(
          infolog.fieldRefused(
            table,
            name,
            `The value in field '${column.label}' is longer than the ${column.maxLength} characters allowed.`,
          ),
        );
      }
      for (const reference of table.references) {
        if (!reference.columns.includes(name) || referenceHolds(this.state, table, reference, row)) continue;
        throw this.businessFault(infolog.unknownReference(table, reference, String(value), this.state.catalogue.bySetName(reference.to)));
      }
    }
  }

  private applyDefaults(table: FinanceTable, row: Row, sent: ReadonlyMap<string, Value>, drawn: ReadonlyMap<string, string>): void {
    for (const column of table.columns.values()) {
      const pattern = drawn.get(column.name);
      if (pattern !== undefined && row[column.name] === '') {
        row[column.name] = this.state.drawNumber(table, column.name, pattern, String(row['dataAreaId'] ?? ''));
      } else if (column.default !== undefined && !sent.has(column.name)) {
        row[column.name] = readValue(column, column.default as string | number | boolean, true);
      }
    }
  }

  private validateWrite(table: FinanceTable, row: Row): void {
    for (const column of table.columns.values()) {
      if (column.mandatory && row[column.name] === column.unset) throw this.businessFault(infolog.mandatoryField(table, column));
    }
    const refusal = this.dependencies.faults.rejection(table.entitySet, row);
    if (refusal !== undefined) throw this.businessFault(infolog.ruleRefused(table, refusal));
  }

  /**
   * An empty part of a key is legal where it is sent (`LegalEntityId=''` of shared values), or one of the many that a funding rule has.
   * A key that is empty as a whole, or a part that was forgotten, is not.
   */
  private refuseMissingKey(table: FinanceTable, row: Row, sent: ReadonlyMap<string, Value>): void {
    const parts = table.model.key.columns.filter((name) => name !== 'dataAreaId').map((name) => table.columns.get(name)!);
    const empty = parts.filter((column) => column.type === 'String' && row[column.name] === '');
    const forgotten = parts.length > FEW_KEY_PARTS ? undefined : empty.find(({ name }) => !sent.has(name));
    const missing = forgotten ?? (empty.length === parts.length ? empty[0] : undefined);
    if (missing) throw this.businessFault(infolog.mandatoryField(table, missing));
  }

  private refuseDrawnNumbers(table: FinanceTable, sent: ReadonlyMap<string, Value>, drawn: ReadonlyMap<string, string>): void {
    for (const [name, value] of sent) {
      const column = table.columns.get(name)!;
      if (!drawn.has(name) || value === '') continue;
      throw this.businessFault(
        infolog.fieldRefused(table, name, `Field '${column.label}' is numbered automatically and must be left out.`),
      );
    }
  }

  private refuseKeyChange(table: FinanceTable, name: string, before: Value | undefined, value: Value): void {
    const same = typeof before === 'string' && typeof value === 'string' ? before.toLowerCase() === value.toLowerCase() : before === value;
    if (!same)
      throw this.businessFault(
        infolog.fieldRefused(table, name, `Field '${table.columns.get(name)!.label}' cannot be changed, it is part of the key.`),
      );
  }

  private selectForUpdate(table: FinanceTable, key: string | undefined, { user, crossCompany }: WriteScope, ifMatch?: string): Row {
    const row = key === undefined ? undefined : this.state.storeOf(table).get(key);
    if (row === undefined || !isVisible(table, row, user, crossCompany))
      throw faults.absentOnWrite(this.dependencies.faults.switches().absentOnWrite);
    if (ifMatch !== undefined && !ifMatchPasses(ifMatch, row)) throw faults.stale(this.dependencies.faults.switches().staleEtagStatus);
    return row;
  }

  private refuseReadOnly(table: FinanceTable): void {
    if (table.readOnly) throw this.businessFault(infolog.writeFailed(table, `Error: The data entity ${table.entityType} is read only.`));
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
