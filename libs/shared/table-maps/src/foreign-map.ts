import { entitySetOf } from './map-id';

/** A map of another area, as far as this one needs it: what its links are called by, and what they tell. */
export interface ForeignMap {
  readonly id: string;
  /** Key columns of its Finance table, `dataAreaId` first where it is kept per legal entity. */
  readonly financeKey: readonly string[];
  /** Columns of its Finance half that its declaration shares. */
  readonly shares: readonly string[];
}

/**
 * Names a map of another area, so that maps of this one may refer to its records: `reference`, `companyReference` and `through` take its id like
 * that of an own map. Its links come on the `links` topic; nothing else of it is known here.
 * Throws a TypeError for a name that no map can have.
 */
export const foreignMap = ({ id, financeKey, shares = [] }: Omit<ForeignMap, 'shares'> & Partial<ForeignMap>): ForeignMap => {
  if (entitySetOf(id) === '' || financeKey.length === 0) throw new TypeError(`foreign map "${id}": name the map, and its Finance key`);
  return { id, financeKey, shares };
};
