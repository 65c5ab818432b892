import { IsOptional } from 'class-validator';
import { IsGuid, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A unit group; only referred to. The one of a unit class of Finance has the name of the class [inferred].
 *
 * Source   Dataverse table `uomschedules`, captured by gateway
 * Topic    `dataverse.uomschedules.changes`
 * Key      `uomscheduleid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('uomschedules', 'uomscheduleid')
export class DataverseUnitGroup {
  @IsGuid() readonly uomscheduleid!: string;
  @IsOptional() @IsText() readonly name?: string | null;
}
