import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export type SheetDirection = 'finance->dataverse' | 'dataverse->finance' | 'both';

export interface SheetField {
  /** Path through lookups, e.g. `msdyn_project.msdyn_projectnumber`; null: nothing on this side. */
  readonly dataverse: string | null;
  readonly finance: string | null;
  readonly direction: SheetDirection;
  readonly transform?: {
    readonly kind: 'valueMap' | 'default' | 'expression';
    readonly map?: Readonly<Record<string, number | boolean | string>>;
    readonly value?: number | string;
  };
  /** First and last version of the map that has the field. */
  readonly sinceVersion?: string;
  readonly untilVersion?: string;
}

export interface SheetColumn {
  readonly name: string;
  /** `Edm.String`, `enum NoYes`, `Edm.DateTimeOffset or Edm.Date`. */
  readonly type: string;
  readonly lookup?: { readonly entitySet?: string };
}

/** One map sheet of the reference pages, as far as maps are held against it. */
export interface Sheet {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly dataverse: { readonly entitySet: string; readonly primaryKey: string; readonly columns: readonly SheetColumn[] };
  readonly finance: {
    readonly entity: string;
    readonly collection: string;
    readonly key: readonly string[];
    readonly columns: readonly SheetColumn[];
  };
  readonly filter: { readonly finance: string | null; readonly dataverse: string | null } | null;
  readonly integrationKey: { readonly dataverse: readonly string[] } | null;
  readonly initialSync: { readonly required: boolean; readonly master: 'Finance' | 'Dataverse' | null };
  readonly prerequisites: readonly string[];
  readonly fields: readonly SheetField[];
}

/** The sheets of setup, estimates and actuals, in the order of the reference pages. See `libs/testing/reference/README.md`. */
export const readSheets = (): readonly Sheet[] =>
  JSON.parse(readFileSync(resolve(__dirname, '../../reference/maps-setup-estimates.json'), 'utf8')) as Sheet[];
