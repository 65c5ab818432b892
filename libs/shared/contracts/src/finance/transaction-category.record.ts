import { IsOptional } from 'class-validator';
import { IsText } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * A transaction category, for all legal entities; Finance makes shared categories of it, one per transaction type.
 *
 * Source   Finance label `Project transaction categories`, captured by gateway
 * Topic    `finance.ProjectTransactionCategories.changes`
 * Key      `CategoryId`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('ProjectTransactionCategories', ['CategoryId'])
export class FinanceTransactionCategory {
  @IsText() readonly CategoryId!: string;
  @IsOptional() @IsText() readonly Name?: string | null;
}
