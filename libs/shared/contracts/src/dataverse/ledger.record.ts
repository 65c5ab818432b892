import { IsOptional } from 'class-validator';
import { IsFlag, IsGuid, IsLookup, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * The ledger of a legal entity: Dataverse reads the accounting currency of a company from it whenever a project or contract is saved.
 *
 * Source   Dataverse table `msdyn_ledgers`, captured by gateway
 * Topic    `dataverse.msdyn_ledgers.changes`
 * Key      `msdyn_ledgerid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('msdyn_ledgers', 'msdyn_ledgerid')
export class DataverseLedger {
  @IsGuid() readonly msdyn_ledgerid!: string;
  @IsOptional() @IsLookup('cdm_companies') readonly msdyn_company?: string | null;
  @IsOptional() @IsText() readonly msdyn_name?: string | null;
  @IsOptional() @IsText() readonly msdyn_description?: string | null;
  @IsOptional() @IsLookup('transactioncurrencies') readonly msdyn_accountingcurrency?: string | null;
  @IsOptional() @IsLookup('transactioncurrencies') readonly msdyn_reportingcurrency?: string | null;
  @IsOptional() @IsFlag() readonly msdyn_isbudgetcontrolenabled?: boolean | null;
  @IsOptional() @IsLookup('msdyn_exchangeratetypes') readonly msdyn_exchangeratetype?: string | null;
  @IsOptional() @IsLookup('msdyn_exchangeratetypes') readonly msdyn_budgetexchangeratetype?: string | null;
  @IsOptional() @IsLookup('msdyn_exchangeratetypes') readonly msdyn_reportingcurrencyexchangeratetype?: string | null;
  @IsOptional() @IsLookup('msdyn_chartofaccountses') readonly msdyn_chartofaccounts?: string | null;
  @IsOptional() @IsLookup('msdyn_fiscalcalendars') readonly msdyn_fiscalcalendar?: string | null;
}
