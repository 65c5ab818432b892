import { IsIn, IsInt, IsObject, IsOptional, IsString, IsUUID, Length, Matches, Min, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { errorKinds, type ErrorKind } from '../errors/concord-error';
import type { Row, System } from '../values/scalar';

export const outcomeStatuses = ['applied', 'exists', 'absent', 'superseded', 'rejected'] as const;

/** Why a system refused a write: classified, in words an operator can act on. */
export class OutcomeError {
  /** Stable, e.g. `REFERENCE_NOT_FOUND`, `VALIDATION_FAILED`, `THROTTLED`; what operators filter by. */
  @Length(1, 80) readonly code!: string;

  @IsIn(errorKinds) readonly kind!: ErrorKind;

  /** Deepest message of the system, cleaned of its boilerplate. */
  @IsString() readonly message!: string;

  /** What to do about it, one sentence. */
  @IsOptional() @IsString() readonly remedy?: string;

  /** HTTP status, 0 where no answer came. */
  @IsOptional() @IsInt() readonly status?: number;

  /** Milliseconds to wait before the next try, from Retry-After. */
  @IsOptional() @IsInt() @Min(0) readonly retryAfterMs?: number;

  /** First 2,000 characters of the raw answer. */
  @IsOptional() @IsString() readonly raw?: string;
}

/**
 * What a system answered to a write.
 *
 * Topic    `<area>.outcomes`; key = `link`
 */
export class OutcomeMessage {
  @IsIn(['dataverse', 'finance']) readonly system!: System;

  @Length(1, 120) readonly map!: string;

  @IsUUID() readonly link!: string;

  @IsInt() @Min(1) readonly revision!: number;

  /**
   * `applied`: done (a delete of a record that was gone included). `exists`: a create met an existing record, see `row`.
   * `absent`: an update met no record. `superseded`: a newer revision of the link was settled before; nothing was sent. `rejected`: see `error`.
   */
  @IsIn(outcomeStatuses) readonly status!: (typeof outcomeStatuses)[number];

  /** Key of the record on this side, on `applied` and `exists`. */
  @IsOptional() @IsObject() readonly key?: Row;

  /** Record id of `key`, as `recordIdOf` makes it. */
  @IsOptional() @IsString() readonly id?: string;

  /** Place of the write in the record's history, comparable with `ChangeMessage.version`: a change with a lower one was read before it. */
  @IsOptional() @Matches(/^\d{1,19}$/) readonly version?: string;

  /** On `exists`: the row found. */
  @IsOptional() @IsObject() readonly row?: Row;

  @IsOptional() @ValidateNested() @Type(() => OutcomeError) readonly error?: OutcomeError;
}
