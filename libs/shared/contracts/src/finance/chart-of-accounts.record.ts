import { IsOptional } from 'class-validator';
import { IsText } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * A chart of accounts.
 *
 * Source   Finance entity `LedgerChartOfAccountsEntity`, captured by gateway; its collection is not published, so the gateway
 *          looks it up by the physical name
 * Topic    `finance.LedgerChartOfAccountsEntity.changes`
 * Key      `ChartOfAccounts`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('LedgerChartOfAccountsEntity', ['ChartOfAccounts'])
export class FinanceChartOfAccounts {
  @IsText() readonly ChartOfAccounts!: string;
  @IsOptional() @IsText() readonly Description?: string | null;

  /** What account numbers look like, e.g. `######`. */
  @IsOptional() @IsText() readonly MainAccountMask?: string | null;
}
