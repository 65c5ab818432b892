import type { WriteMarks } from '../apply/write-marks';
import { DataverseCapture } from '../dataverse/dataverse-capture';
import type { DataverseClient } from '../dataverse/dataverse-client';
import type { DataverseMetadata } from '../dataverse/dataverse-metadata';
import { DataverseReader } from '../dataverse/dataverse-reader';
import { FinanceCapture, type SweepIntervals } from '../finance/finance-capture';
import type { FinanceClient } from '../finance/finance-client';
import type { FinanceMetadata } from '../finance/finance-metadata';
import { FinanceReader } from '../finance/finance-reader';
import type { CapturedTable } from './captured-table';
import type { CaptureStore } from './capture-store';
import type { DirtyRecords } from './dirty-records';
import type { Publishing } from './publishing';
import type { TableCapture } from './table-capture';

export interface CaptureFactoryParts {
  readonly dataverse: { readonly client: DataverseClient; readonly metadata: DataverseMetadata };
  readonly finance: { readonly client: FinanceClient; readonly metadata: FinanceMetadata };
  readonly store: CaptureStore;
  readonly publishing: Publishing;
  readonly marks: WriteMarks;
  readonly dirty: DirtyRecords;
  readonly pageSize: number;
  readonly pollMs: number;
  readonly sweeps: SweepIntervals;
}

/** How a table is followed: by its system's own means. */
export class CaptureFactory {
  constructor(private readonly parts: CaptureFactoryParts) {}

  of(table: CapturedTable): TableCapture {
    const { dataverse, finance, store, publishing, marks, dirty, pageSize, pollMs, sweeps } = this.parts;
    if (table.system === 'dataverse')
      return new DataverseCapture(
        new DataverseReader(table, dataverse.client, dataverse.metadata, pageSize),
        store,
        publishing,
        marks,
        pollMs,
      );
    return new FinanceCapture(
      new FinanceReader(table, finance.client, finance.metadata, pageSize),
      store,
      publishing,
      marks,
      dirty,
      sweeps,
    );
  }
}
