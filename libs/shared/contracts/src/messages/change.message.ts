import { IsIn, IsObject, IsOptional, IsString, Length, Matches } from 'class-validator';
import type { Row } from '../values/scalar';

export const changeOperations = ['upsert', 'delete'] as const;
export const changeOrigins = ['delta', 'sweep', 'event', 'snapshot', 'read'] as const;

/**
 * One version of one record, as captured from a system: the full projected row, or a delete.
 *
 * Topic    `<system>.<table>.changes`, compacted; key = `id`
 * Errors   a row that breaks its record class goes to `<topic>.dead-letters`, the rule in its headers
 */
export class ChangeMessage {
  @IsIn(changeOperations) readonly op!: (typeof changeOperations)[number];

  /** Record id as `recordIdOf` makes it: the message key, repeated because compaction tools drop keys. */
  @Length(1, 500) readonly id!: string;

  /** Key columns with the system's own spelling and letter case, e.g. `{"dataAreaId":"usmf","ProjectId":"P-1"}`. */
  @IsObject() readonly key!: Row;

  /**
   * Position in the record's history: decimal text, compared as an integer, grows with every version of the record.
   * Dataverse: twice the row's `versionnumber`; a delete is odd and follows everything captured of the table before.
   * Finance, which has no row version to read: a number the gateway drew before it read the record.
   */
  @Matches(/^\d{1,19}$/) readonly version!: string;

  /** How the gateway came to read it; tells nothing about the row. */
  @IsIn(changeOrigins) readonly origin!: (typeof changeOrigins)[number];

  /** Every subscribed column, `null` where the record holds no value. Absent on a delete. */
  @IsOptional() @IsObject() readonly row?: Row;

  /** The system's own version token (Dataverse `versionnumber`, Finance etag), for people. */
  @IsOptional() @IsString() readonly etag?: string;

  /** The initial sync that asked for this read. */
  @IsOptional() @IsString() readonly run?: string;
}
