import { IsOptional } from 'class-validator';
import { IsGuid, IsText } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * That two staged actuals belong together; of no legal entity. Either may come later, or never.
 *
 * Source   Finance entity `ProjCDSTransactionRelationshipImportEntity`, captured by gateway; name of the collection [inferred]
 * Topic    `finance.ProjCDSTransactionRelationshipImports.changes`
 * Key      `ConnectionId`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('ProjCDSTransactionRelationshipImports', ['ConnectionId'])
export class FinanceTransactionRelationship {
  @IsGuid() readonly ConnectionId!: string;

  /** `ActualId` of a staged actual, not its `ActualsImportId`. */
  @IsOptional() @IsGuid() readonly Transaction1Id?: string | null;

  /** Cost, Unbilled Sales, Billed Sales, Reversing, Original, Replacing. */
  @IsOptional() @IsText() readonly Transaction1Role?: string | null;

  @IsOptional() @IsText() readonly Transaction1Type?: string | null;
  @IsOptional() @IsGuid() readonly Transaction2Id?: string | null;
  @IsOptional() @IsText() readonly Transaction2Role?: string | null;
  @IsOptional() @IsText() readonly Transaction2Type?: string | null;
}
