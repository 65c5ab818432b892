import type { Row } from '../odata/model';
import type { SystemName } from '../statistics/statistics';

/** What the control API asks of either system; both personalities have it. */
export interface DataSystem {
  define(tables: unknown): void;
  seed(table: string, rows: unknown): void;
  generate(table: string, count: number, template: unknown): void;
  rows(table: string, top?: number, skip?: number): { readonly count: number; readonly rows: readonly Row[] };
}

export type DataSystems = Readonly<Record<SystemName, DataSystem>>;
