import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** What the straightforward handler keeps of a pairing: the same facts as the engine's link, as an entity. */
@Entity({ name: 'naive_link' })
@Index(['map', 'dataverseId'], { unique: true })
@Index(['map', 'financeId'], { unique: true })
export class NaiveLink {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column({ type: 'text' }) map!: string;
  @Column({ type: 'text' }) dataverseId!: string;
  @Column({ type: 'text' }) financeId!: string;
  @Column({ type: 'jsonb' }) financeKey!: Record<string, unknown>;
  @Column({ type: 'jsonb', nullable: true }) desired!: Record<string, unknown> | null;
  @Column({ type: 'text' }) status!: string;
  @Column({ type: 'bigint', default: '0' }) seenVersion!: string;
  @Column({ type: 'int', default: 0 }) revision!: number;
  @Column({ type: 'int', default: 0 }) settledRevision!: number;
}

/** Revisions the straightforward gateway has applied: what makes it idempotent. */
@Entity({ name: 'naive_applied' })
export class NaiveApplied {
  @Column({ type: 'uuid', primary: true }) link!: string;
  @Column({ type: 'int' }) revision!: number;
}
