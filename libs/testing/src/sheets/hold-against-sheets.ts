import type { ChosenNames } from './chosen-names';
import type { ComparedMap } from './map-lines';
import { readSheets } from './sheet';
import { sheetDifferences } from './sheet-differences';

/** A point in which a map is not what its sheet says, and why that is right. */
export type DeliberateDifference = readonly [difference: string, reason: string];

export interface HeldMaps {
  /** Map of each sheet, by the sheet's id. */
  readonly bySheet: Readonly<Record<string, ComparedMap>>;
  /** Maps that references lead to, besides those. */
  readonly others?: readonly ComparedMap[];
  readonly names: ChosenNames;
  readonly deliberate: readonly DeliberateDifference[];
}

/** Differences nobody listed, and listed ones that are none any more. Throws where a sheet or a name does not exist. */
export const holdAgainstSheets = ({ bySheet, others = [], names, deliberate }: HeldMaps): { unlisted: string[]; gone: string[] } => {
  const sheets = new Map(readSheets().map((sheet) => [sheet.id, sheet]));
  const maps = [...Object.values(bySheet), ...others];
  const found = Object.entries(bySheet).flatMap(([id, map]) => {
    const sheet = sheets.get(id);
    if (!sheet) throw new Error(`there is no sheet ${id}; there are ${[...sheets.keys()].join(', ')}`);
    return sheetDifferences(sheet, map, { maps, names });
  });
  const text = JSON.stringify(Object.keys(bySheet).map((id) => sheets.get(id)));
  const unused = [names.dataverse, names.finance].flatMap((side) => Object.keys(side)).filter((placeholder) => !text.includes(placeholder));
  if (unused.length > 0) throw new Error(`no sheet has ${unused.join(', ')}`);
  const listed = deliberate.map(([difference]) => difference);
  return { unlisted: found.filter((one) => !listed.includes(one)), gone: listed.filter((one) => !found.includes(one)) };
};
