import { IsArray, IsIn, IsInt, IsISO8601, IsObject, IsOptional, IsString, IsUUID, Length, Min } from 'class-validator';
import type { Row, System } from '../values/scalar';

/**
 * Asks the gateway to read: a whole table (initial sync) or single records (a reference that does not come).
 * What it reads goes to the table's changes topic, `run` in each change.
 *
 * Topic    `snapshots`; key = `run`
 */
export class SnapshotRequest {
  @IsIn(['request']) readonly kind!: 'request';
  @IsUUID() readonly run!: string;
  @Length(1, 60) readonly area!: string;
  @IsIn(['dataverse', 'finance']) readonly system!: System;
  @Length(1, 120) readonly table!: string;

  /** Only these records, by key; absent: the whole table. */
  @IsOptional() @IsArray() @IsObject({ each: true }) readonly records?: readonly Row[];
}

/**
 * How far a run is.
 *
 * Topic    `snapshots`; key = `run`
 */
export class SnapshotProgress {
  @IsIn(['progress']) readonly kind!: 'progress';
  @IsUUID() readonly run!: string;
  @Length(1, 60) readonly area!: string;
  @IsIn(['dataverse', 'finance']) readonly system!: System;
  @Length(1, 120) readonly table!: string;
  @IsIn(['reading', 'read', 'failed']) readonly status!: 'reading' | 'read' | 'failed';
  @IsInt() @Min(0) readonly rowsRead!: number;

  /** Rows the table held when the run began, where the system tells. */
  @IsOptional() @IsInt() @Min(0) readonly rowsTotal?: number;
  @IsOptional() @IsString() readonly error?: string;
  @IsISO8601() readonly at!: string;
}
