import { IsOptional } from 'class-validator';
import { IsText } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * A kind of exchange rates, e.g. `Default`.
 *
 * Source   Finance entity `ExchangeRateTypeEntity`, captured by gateway; name of the collection [inferred]
 * Topic    `finance.ExchangeRateTypes.changes`
 * Key      `Name`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('ExchangeRateTypes', ['Name'])
export class FinanceExchangeRateType {
  @IsText() readonly Name!: string;
  @IsOptional() @IsText() readonly Description?: string | null;
}
