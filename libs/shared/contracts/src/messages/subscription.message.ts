import { ArrayNotEmpty, IsArray, IsIn, IsInt, IsOptional, IsString, Length, Min, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import type { Column, ColumnKind, System } from '../values/scalar';

const kinds: readonly ColumnKind[] = ['text', 'enum', 'integer', 'decimal', 'boolean', 'choice', 'date', 'instant', 'guid', 'lookup'];

export class ColumnDescription implements Column {
  /** Logical name in Dataverse (a lookup without `_` and `_value`), property name in Finance. */
  @Length(1, 120) readonly name!: string;
  @IsIn(kinds) readonly kind!: ColumnKind;
}

/**
 * What an area wants captured of one table. The gateway captures the union of all areas' columns.
 * Filters are the map's, applied by the area: a Dataverse delta cannot be filtered, and a record that leaves a filter must be seen leaving.
 *
 * Topic    `subscriptions`, compacted; key = `<area>|<system>|<table>`
 */
export class SubscriptionMessage {
  @Length(1, 60) readonly area!: string;
  @IsIn(['dataverse', 'finance']) readonly system!: System;

  /** Entity set in Dataverse (`msdyn_projects`); public collection name, physical entity name or label in Finance (`ProjectsV2`). */
  @Length(1, 120) readonly table!: string;

  /** Key columns, in the order record ids are made of: the primary key in Dataverse, `dataAreaId` first in Finance where company-specific. */
  @IsArray() @ArrayNotEmpty() @IsString({ each: true }) readonly key!: readonly string[];

  @IsArray()
  @ArrayNotEmpty()
  @ValidateNested({ each: true })
  @Type(() => ColumnDescription)
  readonly columns!: readonly ColumnDescription[];

  /** Tables that must be read before this one in a first load: lower first. */
  @IsOptional() @IsInt() @Min(0) readonly order?: number;
}
