import type { Row, Scalar, System } from '@concord/contracts';
import fc from 'fast-check';
import { comparisonOf, differingColumns } from '../same-value';
import type { Mapped, Resolve, TableMap } from '../table-map';
import { anyRowOf } from './any-row';

/** Maps many rows of a side, with everything there and with nothing. Throws where mapping throws, or asks for what has no id. */
export const survivesAnyRow = (map: TableMap, from: System, allThere: () => Resolve): void =>
  fc.assert(
    fc.property(anyRowOf(map, from), fc.boolean(), (row, there) => {
      map.map(from, row, 'usmf', there ? allThere() : () => undefined);
      return map.referencesOf(from, row, 'usmf').every(({ id }) => id !== '');
    }),
    { numRuns: 60 },
  );

const isMapped = (mapped: Mapped): mapped is Extract<Mapped, { kind: 'mapped' }> => mapped.kind === 'mapped';

/**
 * Maps many rows of Finance to Dataverse and back. Throws where a two-way column comes back as another value, or where hardly a row could be compared.
 *
 * @param inScope values that let rows through the filters
 */
export const comesBackTheSame = (map: TableMap, allThere: () => Resolve, inScope: Readonly<Record<System, Row>>): void => {
  const same = comparisonOf(map, 'finance');
  let compared = 0;
  fc.assert(
    fc.property(anyRowOf(map, 'finance'), (row) => {
      const resolve = allThere();
      const there = map.map('finance', { ...row, ...inScope.finance }, '', resolve);
      fc.pre(isMapped(there));
      const dataverse = { ...there.createValues, ...there.values, [map.dataverse.key[0] ?? '']: 'own', ...inScope.dataverse };
      const back = map.map('dataverse', dataverse, '', resolve);
      fc.pre(isMapped(back));
      compared += 1;
      const twoWay = map.fields.flatMap(({ direction, finance }) => (direction === 'both' && finance !== undefined ? [finance] : []));
      const wanted = Object.fromEntries(twoWay.map((column) => [column, row[column] ?? emptyOf(map, column)]));
      const different = differingColumns(same, wanted, back.values);
      if (different.length > 0) throw new Error(`${different.join(', ')} come back as ${JSON.stringify(back.values)}`);
    }),
    { numRuns: 200 },
  );
  if (compared <= 20) throw new Error(`only ${String(compared)} rows could be compared: widen what lets them through the filters`);
};

/** What no value comes back as: an enum is never empty in Finance. */
const emptyOf = (map: TableMap, column: string): Scalar =>
  /empty = (\w+)/.exec(map.fields.find(({ finance }) => finance === column)?.description ?? '')?.[1] ?? null;
