import { IsOptional } from 'class-validator';
import { IsGuid, IsLegalEntity, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A legal entity, as Dataverse knows it: a copy of what Finance maintains.
 *
 * Source   Dataverse table `cdm_companies`, captured by gateway
 * Topic    `dataverse.cdm_companies.changes`
 * Key      `cdm_companyid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('cdm_companies', 'cdm_companyid')
export class DataverseCompany {
  @IsGuid() readonly cdm_companyid!: string;

  /** Code of the legal entity, in any letter case; unique. */
  @IsOptional() @IsLegalEntity() readonly cdm_companycode?: string | null;

  @IsOptional() @IsText() readonly cdm_name?: string | null;
}
