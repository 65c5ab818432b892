/**
 * A map is called by the entity set of its Dataverse side, unless it says otherwise: several maps may take rows of one table. Its own name begins
 * with the entity set all the same, `msdyn_estimatelines.expense`, so that whoever reads it in a link or a reference knows the table.
 *
 * Throws a TypeError for any other name.
 */
export const mapIdOf = (entitySet: string, id: string | undefined): string => {
  if (id === undefined || entitySetOf(id) === entitySet) return id ?? entitySet;
  throw new TypeError(`${id}: the id of a map of ${entitySet} is ${entitySet}, or ${entitySet}.<what it takes of it>`);
};

/** Entity set of a map's Dataverse side, as its id tells. */
export const entitySetOf = (id: string): string => id.split('.', 1)[0] ?? id;
