import { IsOptional } from 'class-validator';
import { IsGuid, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * That two transactions belong together, e.g. a cost and its unbilled sales. A fact: neither changed nor deleted. Its halves are named by
 * text, so it may come before they do, and may name an actual that Finance never gets.
 *
 * Source   Dataverse table `msdyn_transactionconnections`, captured by gateway
 * Topic    `dataverse.msdyn_transactionconnections.changes`
 * Key      `msdyn_transactionconnectionid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('msdyn_transactionconnections', 'msdyn_transactionconnectionid')
export class DataverseTransactionConnection {
  @IsGuid() readonly msdyn_transactionconnectionid!: string;

  /** Id of a record, as text, e.g. of an actual. */
  @IsOptional() @IsText(100) readonly msdyn_transaction1?: string | null;

  /** Cost, Unbilled Sales, Billed Sales, Reversing, Original, Replacing. */
  @IsOptional() @IsText(100) readonly msdyn_transaction1role?: string | null;

  /** Logical name of the record's table: `msdyn_actual`, `msdyn_journalline`, `msdyn_invoicelinetransaction`. */
  @IsOptional() @IsText(100) readonly msdyn_transaction1type?: string | null;

  @IsOptional() @IsText(100) readonly msdyn_transaction2?: string | null;
  @IsOptional() @IsText(100) readonly msdyn_transaction2role?: string | null;
  @IsOptional() @IsText(100) readonly msdyn_transaction2type?: string | null;
}
