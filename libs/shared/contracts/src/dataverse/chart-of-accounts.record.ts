import { IsOptional } from 'class-validator';
import { IsGuid, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A chart of accounts; ledgers refer to it.
 *
 * Source   Dataverse table `msdyn_chartofaccountses`, captured by gateway
 * Topic    `dataverse.msdyn_chartofaccountses.changes`
 * Key      `msdyn_chartofaccountsid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('msdyn_chartofaccountses', 'msdyn_chartofaccountsid')
export class DataverseChartOfAccounts {
  @IsGuid() readonly msdyn_chartofaccountsid!: string;
  @IsOptional() @IsText() readonly msdyn_name?: string | null;
  @IsOptional() @IsText() readonly msdyn_description?: string | null;

  /** What account numbers look like, e.g. `######`. */
  @IsOptional() @IsText() readonly msdyn_mainaccountmask?: string | null;
}
