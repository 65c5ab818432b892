import { Injectable } from '@nestjs/common';
import type { Row } from '@concord/contracts';
import type { CapturedTable } from '../capture/captured-table';
import { CaptureService } from '../capture/capture.service';
import { DirtyRecords } from '../capture/dirty-records';
import { Subscriptions } from '../capture/subscriptions';
import { keyOfHint, type FinanceHint } from '../finance/data-event';
import type { FinanceMetadata } from '../finance/finance-metadata';

interface Note {
  readonly key?: Row;
  readonly recordId?: string;
}

/** Events are kept in the database before they are answered, because Finance sends them a few times only; then their table is looked at. */
@Injectable()
export class FinanceHints {
  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly capture: CaptureService,
    private readonly dirty: DirtyRecords,
    private readonly metadata: FinanceMetadata,
  ) {}

  /** How many of them are about captured tables. */
  async take(hints: readonly FinanceHint[]): Promise<number> {
    let captured = 0;
    for (const table of this.subscriptions.tables()) {
      if (table.system !== 'finance') continue;
      const notes = await this.notesFor(table, hints);
      if (notes.length === 0) continue;
      await this.dirty.note(table.name, notes);
      await this.capture.wake('finance', table.name);
      captured += notes.length;
    }
    return captured;
  }

  private async notesFor(table: CapturedTable, hints: readonly FinanceHint[]): Promise<Note[]> {
    // Unknown while Finance is away, or not there: the next sweep finds the change all the same.
    const declared = await this.metadata.table(table.name).catch(() => undefined);
    if (!declared) return [];
    const enums = new Set([...declared.properties].filter(([, property]) => property.spelling === 'enum').map(([name]) => name));
    return hints
      .filter((hint) => hint.entity === declared.physicalName.toLowerCase())
      .map((hint) => {
        const key = keyOfHint(table.key, enums, hint);
        return { ...(key ? { key } : {}), ...(hint.recordId === undefined ? {} : { recordId: hint.recordId }) };
      });
  }
}
