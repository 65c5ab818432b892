import type { JsonObject } from '../../odata/json-reader';
import { keyText } from '../../odata/row-key';
import type { FinanceTable } from '../definitions/finance-table';
import type { FinanceState } from '../finance-state';
import { FinanceFault } from '../wire/finance-fault';
import { readValue } from '../wire/read-value';
import type { RecordWriter } from '../write/record-writer';
import { formatCsv } from './csv';
import { type FileRow, stagingColumns } from './data-files';
import type { EntityOutcome, ExecutionError } from './executions';
import { BadCell, parseCell } from './parse-cell';

export interface ImportedEntity {
  readonly outcome: EntityOutcome;
  readonly errors: readonly ExecutionError[];
  readonly good: number;
  readonly bad: number;
}

/**
 * Brings the rows of one data file to staging and on to the target: rows that do not parse stay behind as staging errors, rows that the
 * entity's rules refuse as target errors. A row whose key exists is updated: data management has the upsert that OData lacks.
 */
export class RowImporter {
  constructor(
    private readonly state: FinanceState,
    private readonly writer: RecordWriter,
  ) {}

  import(table: FinanceTable, rows: readonly FileRow[], company: string, execute: boolean): ImportedEntity {
    const unstaged: FileRow[] = [];
    const untargeted: FileRow[] = [];
    const errors: ExecutionError[] = [];
    let good = 0;
    rows.forEach((row, index) => {
      const report = (message: string, field = ''): void =>
        void errors.push({ RecordId: String(index + 1), EntityName: table.label, Field: field, ErrorMessage: message });
      let body: JsonObject;
      try {
        body = this.stage(table, row);
      } catch (error) {
        if (!(error instanceof BadCell)) throw error;
        unstaged.push(row);
        report(error.message);
        return;
      }
      try {
        if (execute) this.target(table, body, company);
        good += 1;
      } catch (error) {
        if (!(error instanceof FinanceFault)) throw error;
        untargeted.push(row);
        report(error.inner?.message ?? error.message);
      }
    });
    return {
      outcome: {
        entityName: table.label,
        stagingErrors: unstaged.length === 0 ? '' : fileOf(Object.keys(rows[0] ?? {}), unstaged),
        targetErrorKeys: untargeted.length === 0 ? '' : fileOf(keyFields(table), untargeted),
      },
      errors,
      good,
      bad: unstaged.length + untargeted.length,
    };
  }

  private stage(table: FinanceTable, row: FileRow): JsonObject {
    const body = Object.create(null) as JsonObject;
    for (const column of stagingColumns(table)) {
      const text = row[column.name.toUpperCase()];
      const value = text === undefined ? undefined : parseCell(column, text);
      if (value !== undefined) body[column.name] = value;
    }
    return body;
  }

  private target(table: FinanceTable, body: JsonObject, company: string): void {
    const scope = { user: { defaultCompany: company }, crossCompany: true, objectId: '00000000-0000-0000-0000-000000000000' };
    const full = table.companySpecific ? { ...body, dataAreaId: company } : body;
    const key = keyText(table.model, table.model.key.columns, (name) => {
      const value = full[name];
      return value === undefined ? table.columns.get(name)!.unset : readValue(table.columns.get(name)!, value, true);
    });
    const exists = key !== undefined && this.state.storeOf(table).get(key) !== undefined;
    if (exists) this.writer.update(table, key, full, scope);
    else this.writer.create(table, full, scope);
  }
}

const keyFields = (table: FinanceTable): string[] =>
  table.model.key.columns.filter((name) => name !== 'dataAreaId').map((name) => name.toUpperCase());

const fileOf = (header: readonly string[], rows: readonly FileRow[]): string =>
  formatCsv([header, ...rows.map((row) => header.map((name) => row[name] ?? ''))]);
