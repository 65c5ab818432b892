import { IsOptional } from 'class-validator';
import { IsEnumMember, IsLegalEntity, IsText } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * Who pays for a project contract: here always a customer.
 *
 * Source   Finance entity `ProjFundingSourceEntity`, captured by gateway
 * Topic    `finance.ProjectFundingSources.changes`
 * Key      `dataAreaId`, `ProjectContractID`, `FundingSourceId`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('ProjectFundingSources', ['dataAreaId', 'ProjectContractID', 'FundingSourceId'])
export class FinanceFundingSource {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsText() readonly ProjectContractID!: string;
  @IsText() readonly FundingSourceId!: string;

  /** `Customer` for ours; name of the member [inferred]. */
  @IsOptional() @IsEnumMember() readonly FundingType?: string | null;

  @IsOptional() @IsText() readonly CustomerOrOrganization?: string | null;
  @IsOptional() @IsText() readonly TermsOfPayment?: string | null;
}
