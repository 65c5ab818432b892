import { IsArray, IsIn, IsInt, IsISO8601, IsObject, IsOptional, IsString, IsUUID, Length, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { errorKinds, type ErrorKind } from '../errors/concord-error';
import type { Row } from '../values/scalar';

export const linkStatuses = ['pending', 'synced', 'waiting', 'failed', 'conflict', 'excluded', 'dismissed', 'deleted'] as const;
export type LinkStatus = (typeof linkStatuses)[number];

/** Why a link is not in step. */
export class LinkError {
  @Length(1, 80) readonly code!: string;
  @IsIn(errorKinds) readonly kind!: ErrorKind;
  @IsString() readonly message!: string;
  @IsOptional() @IsString() readonly remedy?: string;
}

/** Names a record of a map by its id on one side, e.g. `accounts`, `dataverse`, `5b0a...`. */
export class ReferenceName {
  @Length(1, 120) readonly map!: string;
  @IsIn(['dataverse', 'finance']) readonly system!: 'dataverse' | 'finance';
  @Length(1, 500) readonly id!: string;
}

/**
 * State of one pairing: what areas resolve references by, and what the console and analysts read.
 *
 * Topic    `links`, compacted; key = `<map>|<link>`
 */
export class LinkMessage {
  @Length(1, 60) readonly area!: string;
  @Length(1, 120) readonly map!: string;
  @IsUUID() readonly link!: string;
  @IsIn(linkStatuses) readonly status!: LinkStatus;

  /** Record ids and keys on both sides, as far as known. */
  @IsOptional() @IsString() readonly dataverseId?: string;
  @IsOptional() @IsString() readonly financeId?: string;
  @IsOptional() @IsObject() readonly financeKey?: Row;

  /** Columns of the Finance half that the map shares with maps referring to its records: what it holds, as far as known. */
  @IsOptional() @IsObject() readonly shared?: Row;

  /** Legal entity of the Finance half where one Dataverse row has a half in each. */
  @IsOptional() @IsString() readonly scope?: string;

  /** Newest revision asked for, and newest one settled, summed over both sides. */
  @IsInt() readonly revision!: number;
  @IsInt() readonly settledRevision!: number;

  /** References that hold it back, while `waiting`. */
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => ReferenceName) readonly waitingFor?: readonly ReferenceName[];

  @IsOptional() @ValidateNested() @Type(() => LinkError) readonly error?: LinkError;

  @IsISO8601() readonly updatedAt!: string;
}
