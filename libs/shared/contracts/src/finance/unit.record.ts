import { IsOptional } from 'class-validator';
import { IsEnumMember, IsText, IsWholeNumber } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * A unit of measure.
 *
 * Source   Finance entity `UnitOfMeasureEntity`, captured by gateway; name of the collection [inferred]
 * Topic    `finance.UnitsOfMeasure.changes`
 * Key      `UnitSymbol`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('UnitsOfMeasure', ['UnitSymbol'])
export class FinanceUnit {
  @IsText() readonly UnitSymbol!: string;

  /** Member of an enum, read as text: Dataverse holds its name, and has a unit group of that name. */
  @IsOptional() @IsText() readonly UnitClass?: string | null;

  @IsOptional() @IsWholeNumber() readonly DecimalPrecision?: number | null;
  @IsOptional() @IsEnumMember() readonly IsBaseUnit?: 'No' | 'Yes' | null;
  @IsOptional() @IsEnumMember() readonly IsSystemUnit?: 'No' | 'Yes' | null;

  /** Spelling of the members [inferred]. */
  @IsOptional() @IsEnumMember() readonly SystemOfUnits?: 'None' | 'Metric' | 'US' | null;

  @IsOptional() @IsText() readonly UnitDescription?: string | null;
}
