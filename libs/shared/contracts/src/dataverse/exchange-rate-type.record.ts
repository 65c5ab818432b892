import { IsOptional } from 'class-validator';
import { IsGuid, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A kind of exchange rates, e.g. `Default`, `Average`.
 *
 * Source   Dataverse table `msdyn_exchangeratetypes`, captured by gateway
 * Topic    `dataverse.msdyn_exchangeratetypes.changes`
 * Key      `msdyn_exchangeratetypeid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('msdyn_exchangeratetypes', 'msdyn_exchangeratetypeid')
export class DataverseExchangeRateType {
  @IsGuid() readonly msdyn_exchangeratetypeid!: string;
  @IsOptional() @IsText() readonly msdyn_name?: string | null;
  @IsOptional() @IsText() readonly msdyn_description?: string | null;
}
