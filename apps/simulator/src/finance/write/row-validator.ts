import type { Row, Value } from '../../odata/model';
import type { FinanceTable } from '../definitions/finance-table';
import type { FinanceState } from '../finance-state';
import type { FinanceDependencies, FinanceUser } from '../ports';
import { faults } from '../wire/finance-fault';
import * as infolog from '../wire/infolog';
import { readValue } from '../wire/read-value';
import { referenceHolds } from './check-references';

/** Keys with more parts than this (funding rules have twelve) leave most of them empty. */
const FEW_KEY_PARTS = 4;

/** What a data entity checks and fills in before a row is written; each refusal in the words of finance-api.md 3.8. */
export class RowValidator {
  constructor(
    private readonly state: FinanceState,
    private readonly dependencies: FinanceDependencies,
  ) {}

  companyOf(sent: ReadonlyMap<string, Value>, user: FinanceUser): string {
    const company = (String(sent.get('dataAreaId') ?? '') || user.defaultCompany).toLowerCase();
    if (user.companies && !user.companies.includes(company))
      throw faults.forbidden(`The user does not have access to the company '${company}'.`);
    const legalEntities = this.state.database.table('LegalEntities');
    if (legalEntities && legalEntities.size > 0 && legalEntities.get(company) === undefined) {
      throw this.businessFault(`Company '${company}' does not exist.`);
    }
    return company;
  }

  validateFields(table: FinanceTable, row: Row, sent: ReadonlyMap<string, Value>): void {
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

  applyDefaults(table: FinanceTable, row: Row, sent: ReadonlyMap<string, Value>, drawn: ReadonlyMap<string, string>): void {
    for (const column of table.columns.values()) {
      const pattern = drawn.get(column.name);
      if (pattern !== undefined && row[column.name] === '') {
        row[column.name] = this.state.drawNumber(table, column.name, pattern, String(row['dataAreaId'] ?? ''));
      } else if (column.default !== undefined && !sent.has(column.name)) {
        row[column.name] = readValue(column, column.default as string | number | boolean, true);
      }
    }
  }

  validateWrite(table: FinanceTable, row: Row): void {
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
  refuseMissingKey(table: FinanceTable, row: Row, sent: ReadonlyMap<string, Value>): void {
    const parts = table.model.key.columns.filter((name) => name !== 'dataAreaId').map((name) => table.columns.get(name)!);
    const empty = parts.filter((column) => column.type === 'String' && row[column.name] === '');
    const forgotten = parts.length > FEW_KEY_PARTS ? undefined : empty.find(({ name }) => !sent.has(name));
    const missing = forgotten ?? (empty.length === parts.length ? empty[0] : undefined);
    if (missing) throw this.businessFault(infolog.mandatoryField(table, missing));
  }

  refuseDrawnNumbers(table: FinanceTable, sent: ReadonlyMap<string, Value>, drawn: ReadonlyMap<string, string>): void {
    for (const [name, value] of sent) {
      const column = table.columns.get(name)!;
      if (!drawn.has(name) || value === '') continue;
      throw this.businessFault(
        infolog.fieldRefused(table, name, `Field '${column.label}' is numbered automatically and must be left out.`),
      );
    }
  }

  refuseKeyChange(table: FinanceTable, name: string, before: Value | undefined, value: Value): void {
    const same = typeof before === 'string' && typeof value === 'string' ? before.toLowerCase() === value.toLowerCase() : before === value;
    if (!same)
      throw this.businessFault(
        infolog.fieldRefused(table, name, `Field '${table.columns.get(name)!.label}' cannot be changed, it is part of the key.`),
      );
  }

  private businessFault(message: string): Error {
    return faults.write(this.dependencies.faults.switches().businessErrorStatus, message);
  }
}
