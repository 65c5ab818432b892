import type { Row } from '../../odata/model';
import type { FinanceColumn, FinanceReference, FinanceTable } from '../definitions/finance-table';
import { labelOf } from '../definitions/labels';

/** The texts of finance-api.md 3.8, as the session's message log would give them. Pure text, no statuses. */

export const writeFailed = ({ internalName }: FinanceTable, ...entries: string[]): string =>
  `Write failed for table row of type '${internalName}'. Infolog: ${entries.join('; ')}`;

export const deleteFailed = ({ internalName }: FinanceTable, ...entries: string[]): string =>
  `Delete failed for table row of type '${internalName}'. Infolog: ${entries.join('; ')}`;

const validateField = (table: FinanceTable, column: string): string =>
  `Warning: validateField failed on field '${table.internalName}.${column}'.`;

const validateWrite = ({ tableName }: FinanceTable): string =>
  `Warning: validateWrite failed on data source '${tableName} (${tableName})'.`;

export const unknownReference = (
  table: FinanceTable,
  reference: FinanceReference,
  value: string,
  related: FinanceTable | undefined,
): string => {
  const column = reference.columns[reference.columns.length - 1]!;
  const label = table.columns.get(column)?.label ?? labelOf(column);
  return writeFailed(
    table,
    `Warning: The value '${value}' in field '${label}' is not found in the related table '${related?.label ?? labelOf(reference.to)}'.`,
    validateField(table, column),
  );
};

export const mandatoryField = (table: FinanceTable, column: FinanceColumn): string =>
  writeFailed(table, `Warning: Field '${column.label}' must be filled in.`, validateWrite(table));

export const fieldRefused = (table: FinanceTable, column: string, text: string): string =>
  writeFailed(table, `Warning: ${text}`, validateField(table, column));

export const ruleRefused = (table: FinanceTable, text: string): string => writeFailed(table, `Warning: ${text}`, validateWrite(table));

export const deleteRuleRefused = (table: FinanceTable, text: string): string =>
  deleteFailed(table, `Warning: ${text}`, `Warning: validateDelete failed on data source '${table.tableName} (${table.tableName})'.`);

export const duplicate = (table: FinanceTable, row: Row): string => {
  const parts = table.model.key.columns.filter((name) => name !== 'dataAreaId' || table.model.key.columns.length === 1);
  const keyLabel = table.columns.get(parts[0]!)?.label ?? labelOf(parts[0]!);
  const named = [...table.columns.values()].find(
    ({ name }) => /(Name|Description)$/.test(name) && !table.model.key.columns.includes(name) && row[name] !== '',
  );
  const values = [...parts.map((name) => String(row[name])), ...(named ? [String(row[named.name])] : [])];
  return writeFailed(
    table,
    `Info: Cannot create a record in ${table.label} (${table.tableName}). ${keyLabel}: ${values.join(', ')}.\nThe record already exists..`,
  );
};

export const updateConflict = (table: FinanceTable): string =>
  writeFailed(
    table,
    `Error: Cannot edit a record in ${table.label} (${table.tableName}).\nAn update conflict occurred due to another user process deleting the record or changing one or more fields in the record.`,
  );

/** `Customer group cannot be deleted while dependent customers exist.` */
export const dependants = (table: FinanceTable, dependent: FinanceTable): string =>
  deleteFailed(
    table,
    `Error: ${labelOf(table.entityType)} cannot be deleted while dependent ${labelOf(dependent.entitySet)
      .replace(/ v\d+$/, '')
      .toLowerCase()} exist.`,
  );
