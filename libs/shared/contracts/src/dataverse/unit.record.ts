import { IsOptional } from 'class-validator';
import { IsChoice, IsFlag, IsGuid, IsLookup, IsText, IsWholeNumber } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A unit of measure. Dataverse has its own `Hour` and `Primary Unit`, which get their symbol when somebody gives them one.
 *
 * Source   Dataverse table `uoms`, captured by gateway
 * Topic    `dataverse.uoms.changes`
 * Key      `uomid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('uoms', 'uomid')
export class DataverseUnit {
  @IsGuid() readonly uomid!: string;
  @IsOptional() @IsText(100) readonly name?: string | null;

  /** What actuals and estimates name the unit by. */
  @IsOptional() @IsText() readonly msdyn_symbol?: string | null;

  /** Unit group: one per unit class of Finance. */
  @IsOptional() @IsLookup('uomschedules') readonly uomscheduleid?: string | null;

  @IsOptional() @IsText() readonly msdyn_externalunitclassname?: string | null;
  @IsOptional() @IsWholeNumber() readonly msdyn_decimalprecision?: number | null;
  @IsOptional() @IsFlag() readonly msdyn_isbaseunit?: boolean | null;
  @IsOptional() @IsFlag() readonly msdyn_issystemunit?: boolean | null;

  /** None, metric, US. */
  @IsOptional() @IsChoice() readonly msdyn_systemofunits?: 192350000 | 192350001 | 192350002 | null;

  @IsOptional() @IsText() readonly msdyn_description?: string | null;
}
