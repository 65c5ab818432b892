import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayNotEmpty, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { linkStatuses, type LinkStatus } from '@concord/contracts';

export class LinksQuery {
  @ApiPropertyOptional({ description: 'Id of a table map', example: 'accounts' })
  @IsOptional()
  @IsString()
  readonly map?: string;

  @ApiPropertyOptional({ enum: linkStatuses }) @IsOptional() @IsIn(linkStatuses) readonly status?: LinkStatus;

  @ApiPropertyOptional({ description: 'Code of the error', example: 'VALIDATION_FAILED' }) @IsOptional() @IsString() readonly code?: string;

  @ApiPropertyOptional({ description: 'Record id on either side' }) @IsOptional() @IsString() readonly record?: string;

  @ApiPropertyOptional({ description: '`next` of the page before' }) @IsOptional() @IsUUID() readonly after?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 500, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  readonly limit: number = 50;
}

export class Reason {
  @ApiProperty({ description: 'Why, and by whom; shown to whoever looks next', minLength: 3, maxLength: 1000 })
  @Length(3, 1000)
  readonly reason!: string;
}

export class RetryMany {
  @ApiPropertyOptional({ description: 'Only links with this error; absent: all that failed' })
  @IsOptional()
  @IsString()
  readonly code?: string;
}

export class StartInitialSync {
  @ApiPropertyOptional({ type: [String], description: 'Ids of table maps; absent: all of the area' })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @IsString({ each: true })
  readonly maps?: readonly string[];
}
