import type { Books, Stored } from '../books';
import { textOf } from '../columns';

/** Roles may be localised in their spelling or lack blanks: compared without. */
const isRole = (row: Stored, column: string, role: string): boolean =>
  textOf(row, column).replace(/\s+/g, '').toLowerCase() === role.replace(/\s+/g, '').toLowerCase();

/**
 * Actuals that an actual in one role is connected with in the other, whichever side the connection names first. The other actual need
 * not be staged: Finance never gets some of them.
 */
export const connectedWith = (books: Books, actualId: string, ownRole: string, otherRole: string): string[] => {
  const others: string[] = [];
  for (const row of books.where('ProjCDSTransactionRelationshipImports', 'Transaction1Id', actualId))
    if (isRole(row, 'Transaction1Role', ownRole) && isRole(row, 'Transaction2Role', otherRole)) others.push(textOf(row, 'Transaction2Id'));
  for (const row of books.where('ProjCDSTransactionRelationshipImports', 'Transaction2Id', actualId))
    if (isRole(row, 'Transaction2Role', ownRole) && isRole(row, 'Transaction1Role', otherRole)) others.push(textOf(row, 'Transaction1Id'));
  return others;
};
