import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { errorKinds, linkStatuses, type ErrorKind, type LinkStatus, type Row, type System } from '@concord/contracts';

const systems = ['dataverse', 'finance'] as const;
const row = { type: 'object', additionalProperties: true } as const;

export class MapView {
  @ApiProperty() readonly map!: string;
  @ApiProperty({ description: 'Name in the documentation' }) readonly name!: string;
  @ApiProperty() readonly version!: string;
  @ApiProperty() readonly dataverse!: string;
  @ApiProperty() readonly finance!: string;
  @ApiProperty({ type: [String] }) readonly prerequisites!: readonly string[];
  @ApiProperty({ enum: ['running', 'paused', 'resuming'] }) readonly state!: 'running' | 'paused' | 'resuming';
  @ApiPropertyOptional({ description: 'Why it is paused' }) readonly reason?: string;
  @ApiPropertyOptional({ description: 'Since when it is paused' }) readonly pausedAt?: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' }, description: 'Links by status, some seconds old' })
  readonly links!: Readonly<Record<string, number>>;
  @ApiPropertyOptional({ description: 'When the oldest change came that has not reached the other side' })
  readonly oldestUnappliedSince?: string;
}

export class ErrorView {
  @ApiProperty() readonly code!: string;
  @ApiProperty({ enum: errorKinds }) readonly kind!: ErrorKind;
  @ApiProperty() readonly message!: string;
  @ApiPropertyOptional() readonly remedy?: string;
}

export class ReferenceView {
  @ApiProperty() readonly map!: string;
  @ApiProperty({ description: 'Name of that map in the documentation' }) readonly name!: string;
  @ApiProperty({ enum: systems }) readonly system!: System;
  @ApiProperty() readonly id!: string;
  @ApiPropertyOptional({ description: 'The link of that record, where it has one' }) readonly link?: string;
  @ApiPropertyOptional({ enum: linkStatuses }) readonly status?: LinkStatus;
}

export class LinkLine {
  @ApiProperty() readonly link!: string;
  @ApiProperty() readonly map!: string;
  @ApiProperty({ enum: linkStatuses }) readonly status!: LinkStatus;
  @ApiPropertyOptional() readonly scope?: string;
  @ApiPropertyOptional({ description: 'Record id in Finance, which pairs the halves' }) readonly integrationKey?: string;
  @ApiPropertyOptional() readonly dataverseId?: string;
  @ApiPropertyOptional() readonly financeId?: string;
  @ApiPropertyOptional({ type: ErrorView }) readonly error?: ErrorView;
  @ApiPropertyOptional({ description: 'Why it is excluded or dismissed' }) readonly reason?: string;
  @ApiProperty() readonly attempts!: number;
  @ApiPropertyOptional({ description: 'When it is taken up again by itself' }) readonly nextAttemptAt?: string;
  @ApiPropertyOptional() readonly unappliedSince?: string;
  @ApiProperty() readonly updatedAt!: string;
}

export class LinkPage {
  @ApiProperty({ type: [LinkLine] }) readonly links!: readonly LinkLine[];
  @ApiPropertyOptional({ description: 'Send it as `after` for the next page' }) readonly next?: string;
}

export class DesiredView {
  @ApiProperty({ enum: ['create', 'update', 'delete'] }) readonly op!: 'create' | 'update' | 'delete';
  @ApiProperty(row) readonly values!: Row;
}

export class HeldView {
  @ApiProperty() readonly version!: string;
  @ApiPropertyOptional({ ...row, description: 'Absent: a delete' }) readonly row?: Row;
}

export class SideView {
  @ApiProperty() readonly table!: string;
  @ApiPropertyOptional() readonly id?: string;
  @ApiPropertyOptional(row) readonly key?: Row;
  @ApiProperty({ description: 'Changes up to this version have been looked at' }) readonly version!: string;
  @ApiPropertyOptional({ ...row, description: 'What the record is known to hold, of the mapped columns' }) readonly known?: Row;
  @ApiPropertyOptional({ type: DesiredView, description: 'What it is asked to hold, until that is applied' })
  readonly desired?: DesiredView;
  @ApiProperty({ description: 'Newest revision asked for' }) readonly revision!: number;
  @ApiProperty({ description: 'Newest revision answered' }) readonly settled!: number;
  @ApiPropertyOptional({ type: HeldView, description: 'A change that cannot be decided yet' }) readonly held?: HeldView;
  @ApiPropertyOptional({ ...row, description: 'One-way columns that were set right after somebody changed them here' })
  readonly corrected?: Readonly<Record<string, unknown>>;
}

export class LinkView extends LinkLine {
  @ApiProperty({ type: SideView }) readonly dataverse!: SideView;
  @ApiProperty({ type: SideView }) readonly finance!: SideView;
  @ApiProperty({ type: [ReferenceView] }) readonly waitingFor!: readonly ReferenceView[];
  @ApiPropertyOptional({ ...row, description: 'The last time both sides had changed the same field, and who won' })
  readonly lastConflict?: Readonly<Record<string, unknown>>;
  @ApiPropertyOptional({ description: '`traceparent` of the newest change' }) readonly trace?: string;
  @ApiPropertyOptional({ description: 'Fingerprint of the pair of environments' }) readonly environment?: string;
  @ApiProperty() readonly createdAt!: string;
}

export class CountView {
  @ApiProperty() readonly count!: number;
}

export class TableReadView {
  @ApiProperty() readonly map!: string;
  @ApiProperty({ enum: systems }) readonly system!: System;
  @ApiProperty({ enum: ['queued', 'asked', 'reading', 'read', 'failed'] }) readonly status!: string;
  @ApiProperty() readonly rowsRead!: number;
  @ApiPropertyOptional({ description: 'Rows in the table, where the system tells' }) readonly rowsTotal?: number;
  @ApiProperty({ description: 'Rows read whose links are no longer on their way' }) readonly rowsDone!: number;
  @ApiPropertyOptional({ description: 'At the pace so far' }) readonly secondsLeft?: number;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } }) readonly links!: Readonly<Record<string, number>>;
  @ApiPropertyOptional() readonly error?: string;
}

export class InitialSyncView {
  @ApiProperty() readonly run!: string;
  @ApiProperty({ enum: ['running', 'done', 'failed'] }) readonly status!: 'running' | 'done' | 'failed';
  @ApiProperty() readonly startedAt!: string;
  @ApiPropertyOptional({ description: 'At the pace so far; absent while nothing tells' }) readonly secondsLeft?: number;
  @ApiProperty({ type: [TableReadView] }) readonly tables!: readonly TableReadView[];
}
