import { recordIdOf, type OutcomeMessage, type System, type WriteMessage } from '@concord/contracts';
import type { TableMap } from '@concord/table-maps';

let drawn = 1_000_000;

/** Newer than any before it, as the gateway draws them. */
export const drawVersion = (): number => (drawn += 2);

/** A gateway in whose systems every write works. */
export const appliesFor =
  (maps: readonly TableMap[]) =>
  (write: WriteMessage, system: System): OutcomeMessage => ({
    system,
    map: write.map,
    link: write.link,
    revision: write.revision,
    status: 'applied',
    key: write.key,
    id: recordIdOf(system, maps.find(({ id }) => id === write.map)?.[system].key ?? [], write.key),
    version: String(drawVersion()),
  });
