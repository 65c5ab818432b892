import type { System } from '@concord/contracts';
import { systems, type Link } from './link';

const recordName = (map: string, system: System, scope: string, id: string): string => `${map}\u0000${system}\u0000${scope}\u0000${id}`;
const keyName = (map: string, key: string): string => `${map}\u0000${key}`;

const hasSameNames = (one: Link, other: Link): boolean =>
  one.integrationKey === other.integrationKey && one.dataverse.id === other.dataverse.id && one.finance.id === other.finance.id;

/** Links of one batch, newest state, by all their names. */
export class LinkIndex {
  private readonly byId = new Map<string, Link>();
  private readonly byRecord = new Map<string, string>();
  private readonly byKey = new Map<string, string>();

  constructor(links: Iterable<Link> = []) {
    for (const link of links) this.put(link);
  }

  put(link: Link): void {
    const before = this.byId.get(link.id);
    if (before) {
      // Most decisions leave all names as they are.
      if (hasSameNames(before, link)) {
        this.byId.set(link.id, link);
        return;
      }
      this.forget(before);
    }
    this.byId.set(link.id, link);
    if (link.integrationKey !== null) this.byKey.set(keyName(link.map, link.integrationKey), link.id);
    for (const system of systems) {
      const { id } = link[system];
      if (id !== null) this.byRecord.set(recordName(link.map, system, link.scope, id), link.id);
    }
  }

  remove(link: Link): void {
    this.forget(link);
    this.byId.delete(link.id);
  }

  get(id: string): Link | undefined {
    return this.byId.get(id);
  }

  ofRecord(map: string, system: System, scope: string, id: string): Link | undefined {
    return this.found(this.byRecord.get(recordName(map, system, scope, id)));
  }

  ofKey(map: string, key: string): Link | undefined {
    return this.found(this.byKey.get(keyName(map, key)));
  }

  all(): IterableIterator<Link> {
    return this.byId.values();
  }

  private found(id: string | undefined): Link | undefined {
    return id === undefined ? undefined : this.byId.get(id);
  }

  private forget(link: Link): void {
    if (link.integrationKey !== null) this.drop(this.byKey, keyName(link.map, link.integrationKey), link.id);
    for (const system of systems) {
      const { id } = link[system];
      if (id !== null) this.drop(this.byRecord, recordName(link.map, system, link.scope, id), link.id);
    }
  }

  private drop(names: Map<string, string>, name: string, id: string): void {
    if (names.get(name) === id) names.delete(name);
  }
}
