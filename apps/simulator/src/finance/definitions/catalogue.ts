import { ControlRefusal } from '../../control/control-refusal';
import { isObject, type JsonObject } from '../../control/read-body';
import type { EnumModel } from '../../odata/model';
import type { FinanceTable } from './finance-table';
import { readEnum } from './read-column';
import { readDefinition } from './read-definition';

const noYes: EnumModel = {
  name: 'NoYes',
  members: [
    { name: 'No', value: 0 },
    { name: 'Yes', value: 1 },
  ],
};

/** All data entities by set name, and the definitions they were made of, so that later ones can be merged in. */
export class Catalogue {
  private readonly definitions = new Map<string, JsonObject>();
  private readonly enums = new Map<string, EnumModel>([[noYes.name, noYes]]);
  private readonly bySet = new Map<string, FinanceTable>();
  /** Built-in definitions that a whole definition replaces instead of extending, as long as nobody has touched them. */
  private readonly untouched = new Set<string>();

  tables(): Iterable<FinanceTable> {
    return this.bySet.values();
  }

  allEnums(): Iterable<EnumModel> {
    return this.enums.values();
  }

  bySetName(entitySet: string): FinanceTable | undefined {
    return this.bySet.get(entitySet);
  }

  /** By any name a person may use: set, public name, physical name or label. */
  find(name: string): FinanceTable | undefined {
    const exact = this.bySet.get(name);
    if (exact) return exact;
    const wanted = name.toLowerCase();
    return [...this.bySet.values()].find(
      ({ entitySet, entityType, internalName, label }) =>
        entityType === name || internalName === name || label.toLowerCase() === wanted || entitySet.toLowerCase() === wanted,
    );
  }

  /**
   * Reads definitions and merges them by name into those that exist; nothing is kept when one is wrong. `isEmpty` tells whether a
   * table has no rows: a whole definition of an empty built-in table that nobody touched takes its place, so that whoever brings a
   * `CustomerGroups` of their own gets exactly the columns they name.
   */
  prepare(items: readonly unknown[], isEmpty: (entitySet: string) => boolean, builtIn = false): PreparedDefinitions {
    const definitions = new Map<string, JsonObject>();
    const replaced: string[] = [];
    const enums = new Map(this.enums);
    for (const item of items) {
      if (!isObject(item) || typeof item['entitySetName'] !== 'string')
        throw new ControlRefusal("Each table must be an object with 'entitySetName'.");
      const name = item['entitySetName'];
      const listed: unknown = item['enums'] ?? [];
      if (!Array.isArray(listed) || !listed.every(isObject)) throw new ControlRefusal(`'enums' of ${name} must be a list of objects.`);
      for (const one of listed) {
        const read = readEnum(one, name);
        enums.set(read.name, read);
      }
      const replaces = Array.isArray(item['key']) && Array.isArray(item['columns']) && this.untouched.has(name) && isEmpty(name);
      if (replaces) replaced.push(name);
      const known = definitions.get(name) ?? (replaces ? undefined : this.definitions.get(name));
      definitions.set(name, known ? merge(known, item) : item);
    }
    const tables = [...definitions.values()].map((definition) => readDefinition(definition, enums));
    return {
      tables,
      replaced,
      keep: () => {
        for (const [name, definition] of definitions) {
          this.definitions.set(name, definition);
          if (builtIn) this.untouched.add(name);
          else this.untouched.delete(name);
        }
        for (const [name, model] of enums) this.enums.set(name, model);
        for (const table of tables) this.bySet.set(table.entitySet, table);
      },
    };
  }

  clear(): void {
    this.definitions.clear();
    this.bySet.clear();
    this.untouched.clear();
    this.enums.clear();
    this.enums.set(noYes.name, noYes);
  }
}

export interface PreparedDefinitions {
  readonly tables: readonly FinanceTable[];
  /** Sets of built-in tables that gave way to a definition of the caller's. */
  readonly replaced: readonly string[];
  keep(): void;
}

const nameOf = (item: JsonObject): string => String(item['name'] ?? item['navigation'] ?? JSON.stringify(item['columns']));

const merge = (known: JsonObject, added: JsonObject): JsonObject => {
  const merged: JsonObject = { ...known, ...added };
  for (const member of ['columns', 'enums', 'references', 'collections', 'actions']) {
    const before = (known[member] ?? []) as JsonObject[];
    const after = (added[member] ?? []) as JsonObject[];
    const byName = new Map<string, JsonObject>();
    for (const item of [...before, ...after]) byName.set(nameOf(item), { ...byName.get(nameOf(item)), ...item });
    if (byName.size > 0) merged[member] = [...byName.values()];
  }
  return merged;
};
