import { IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsString, IsUUID, Length, Min } from 'class-validator';
import type { Row } from '../values/scalar';

export const writeOperations = ['create', 'update', 'delete'] as const;

/**
 * One idempotent request of an area to a system: make the record hold these values, or be gone.
 *
 * Topic    `<system>.<table>.writes`, compact + time; key = `link`, so that one record's writes keep their order
 * Answer   an OutcomeMessage on `<area>.outcomes` for every revision, each time the write arrives
 */
export class WriteMessage {
  /** Area whose outcomes topic gets the answer. */
  @Length(1, 60) readonly area!: string;

  /** Id of the table map, e.g. `accounts`. */
  @Length(1, 120) readonly map!: string;

  @IsUUID() readonly link!: string;

  /** With `link` the idempotency key: the same revision is never applied twice, an older one never after a newer one. */
  @IsInt() @Min(1) readonly revision!: number;

  /**
   * `create`: the link knows no record on this side yet. Where one exists already the answer is `exists`, with its row, and nothing is
   * written. `update`: change exactly the record of `key`. `delete`: remove it; a record that is gone already counts as removed.
   */
  @IsIn(writeOperations) readonly op!: (typeof writeOperations)[number];

  /**
   * Finance: all key columns. Dataverse: `{ "<primary key>": "<guid>" }`, on a create the Guid that Concord chose, so that a create whose
   * reply was lost cannot make a second row.
   */
  @IsObject() readonly key!: Row;

  /** Dataverse creates only: column values that identify an existing row (the integration key); lookups by Guid. */
  @IsOptional() @IsObject() readonly match?: Row;

  /** Columns to set; `null` clears. Absent on a delete. */
  @IsOptional() @IsObject() readonly values?: Row;

  /** Dataverse: entity set each lookup in `values`, `match` points into, e.g. `{"msdyn_company":"cdm_companies"}`. */
  @IsOptional() @IsObject() readonly lookups?: Readonly<Record<string, string>>;

  /** Columns to return with an `exists` answer; absent: all that areas have subscribed to of the table. */
  @IsOptional() @IsString({ each: true }) readonly columns?: readonly string[];

  /** Sent again by the sweeper or by an operator; for metrics. */
  @IsOptional() @IsBoolean() readonly again?: boolean;
}
