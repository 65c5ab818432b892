import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsArray, IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';

const list = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? [value] : value);

/** Which documents; all that is given must hold. Codes are compared without case. */
export class DocumentFilter {
  @ApiPropertyOptional({ description: 'Legal entity', example: 'USPM' }) @IsOptional() @IsString() readonly company?: string;
  @ApiPropertyOptional({ description: 'Project number' }) @IsOptional() @IsString() readonly project?: string;
  @ApiPropertyOptional({ description: 'Contract number' }) @IsOptional() @IsString() readonly contract?: string;
  @ApiPropertyOptional({ description: 'Transaction currency', example: 'EUR' }) @IsOptional() @IsString() readonly currency?: string;

  @ApiPropertyOptional({
    type: [String],
    description: 'Any dimension of the flow: `name:value`, several by repeating it. Without a value (`project:`): where it is not known',
    example: ['integrationAccount:110180'],
  })
  @IsOptional()
  @Transform(list)
  @IsArray()
  @Matches(/^[A-Za-z][A-Za-z0-9]*:/, { each: true, message: 'dimension is name:value, e.g. integrationAccount:110180' })
  readonly dimension?: readonly string[];
}

export class FlowsQuery extends DocumentFilter {
  @ApiPropertyOptional({ description: 'Name of a flow', example: 'actuals' }) @IsOptional() @IsString() readonly flow?: string;

  @ApiPropertyOptional({ description: 'Key of a document' }) @IsOptional() @IsString() readonly document?: string;

  @ApiPropertyOptional({ description: 'Stage the document stands at; `none`: nothing proves it', example: 'staged' })
  @IsOptional()
  @IsString()
  readonly stage?: string;

  @ApiPropertyOptional({ description: 'At its stage for at least this long: `90s`, `15m`, `4h`, `3d`', example: '4h' })
  @IsOptional()
  @Matches(/^\d{1,6}[smhd]$/, { message: 'olderThan is a number and s, m, h or d, e.g. 15m' })
  readonly olderThan?: string;

  @ApiPropertyOptional({ description: 'Code of a problem; `any`: with some problem', example: 'ORIGINAL_MISSING' })
  @IsOptional()
  @IsString()
  readonly problem?: string;

  @ApiPropertyOptional({
    description: 'A stage: documents that make its balance, because they have not reached it or hold other amounts there',
  })
  @IsOptional()
  @IsString()
  readonly open?: string;

  @ApiPropertyOptional({ description: '`next` of the page before' }) @IsOptional() @IsString() @Length(1, 1_000) readonly after?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 500, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  readonly limit: number = 50;
}

export class BalancesQuery extends DocumentFilter {
  @ApiProperty({ description: 'Name of a flow', example: 'actuals' }) @IsString() readonly flow!: string;

  @ApiPropertyOptional({
    description: 'Dimensions to add up by, parted by commas; currencies are never added together. Absent: all of the flow',
    example: 'company,integrationAccount',
  })
  @IsOptional()
  @Matches(/^[A-Za-z0-9]+(,[A-Za-z0-9]+)*$/, { message: 'by is names parted by commas, e.g. company,project' })
  readonly by?: string;
}
