import { recordIdOf, type Row } from '@concord/contracts';
import type { ForeignMap } from '../foreign-map';
import type { Reference, Referred, TableMap } from '../table-map';

/** Whatever is asked for is there, and says the same both ways: a lookup's Guid is made of the key it stands for. */
export class AllThere {
  readonly #byId = new Map<string, Referred>();
  readonly #maps: ReadonlyMap<string, { readonly key: readonly string[]; readonly shares: readonly string[] }>;

  constructor(maps: readonly TableMap[], foreign: readonly ForeignMap[] = []) {
    this.#maps = new Map([
      ...foreign.map(({ id, financeKey, shares }) => [id, { key: financeKey, shares }] as const),
      ...maps.map(({ id, finance, shares = [] }) => [id, { key: finance.key, shares }] as const),
    ]);
  }

  readonly resolve = ({ map, system, id }: Reference): Referred => {
    const found = this.#byId.get(`${map}|${system}|${id}`);
    if (found) return found;
    const { key, shares } = this.#maps.get(map) ?? { key: [], shares: [] };
    const parts = [...`${id}|`.matchAll(/((?:\\.|[^\\|])*)\|/g)].map(([, part = '']) => part.replace(/\\(.)/g, '$1'));
    const financeKey = Object.fromEntries(
      key.map((column, index) => [column, system === 'finance' ? (parts[index] ?? null) : this.#part(column)]),
    );
    const shared: Row = Object.fromEntries(shares.map((column) => [column, this.#part(column)]));
    const referred = { dataverseId: system === 'dataverse' ? id : `guid of ${map} ${id}`, financeKey, shared };
    for (const [side, sideId] of [
      ['dataverse', referred.dataverseId],
      ['finance', recordIdOf('finance', key, financeKey)],
    ] as const)
      this.#byId.set(`${map}|${side}|${sideId}`, referred);
    return referred;
  };

  #part(column: string): string {
    return column === 'dataAreaId' || column === 'LegalEntityId' ? 'usmf' : `k${String(this.#byId.size)}`;
  }
}
