import type { Topics } from '@concord/contracts';
import { FlowDeclarationError } from '../language/flow-declaration-error';
import type { Flow, FlowSource } from '../language/flow';

export interface SourceOfFlow {
  readonly flow: Flow;
  readonly source: FlowSource;
}

/** The flows of an area, looked up in every way the engine needs. Throws at boot what does not fit together. */
export class AreaFlows {
  readonly names: readonly string[];
  /** Tables that prove stages, each with what reads it. */
  readonly tables: readonly { readonly topic: string; readonly readers: readonly SourceOfFlow[] }[];
  /** Readers of links, by map. */
  readonly linkReaders: ReadonlyMap<string, readonly SourceOfFlow[]>;
  readonly codeMaps: ReadonlySet<string>;
  private readonly needed: ReadonlySet<string>;
  private readonly byTopic: ReadonlyMap<string, readonly SourceOfFlow[]>;

  /**
   * @param maps ids of the area's own maps: their links are what a flow may follow
   * @param foreignMaps ids of the maps it refers to besides: of these and its own a dimension may be the code
   */
  constructor(
    readonly area: string,
    readonly flows: readonly Flow[],
    readonly topics: Topics,
    maps: readonly string[],
    foreignMaps: readonly string[],
  ) {
    this.names = flows.map(({ name }) => name);
    const readers = flows.flatMap((flow) => flow.sources.map((source): SourceOfFlow => ({ flow, source })));
    const byTopic = new Map<string, SourceOfFlow[]>();
    const byMap = new Map<string, SourceOfFlow[]>();
    for (const reader of readers) {
      const { in: system, table } = reader.source;
      if (system === 'link') byMap.set(table, [...(byMap.get(table) ?? []), reader]);
      else byTopic.set(topics.changes(system, table), [...(byTopic.get(topics.changes(system, table)) ?? []), reader]);
    }
    this.byTopic = byTopic;
    this.tables = [...byTopic].map(([topic, all]) => ({ topic, readers: all }));
    this.linkReaders = byMap;
    this.codeMaps = new Set(flows.flatMap(({ codeMaps }) => codeMaps));
    this.needed = new Set(flows.flatMap(({ needsFlows }) => needsFlows));
    for (const flow of flows) {
      const faults = [
        ...(this.names.filter((name) => name === flow.name).length > 1 ? [`${area} has two flows of this name`] : []),
        ...flow.needsFlows
          .filter((name) => !this.names.includes(name))
          .map((name) => `it needs documents of '${name}', and ${area} has the flows ${this.names.join(', ')}`),
        ...flow.sources
          .filter(({ in: system, table }) => system === 'link' && !maps.includes(table))
          .map(({ table }) => `it follows the links of '${table}', which is no map of ${area}`),
        ...flow.codeMaps
          .filter((map) => !maps.includes(map) && !foreignMaps.includes(map))
          .map((map) => `a dimension is the code of '${map}', which ${area} neither maps nor names among its foreign maps`),
      ];
      if (faults.length > 0) throw new FlowDeclarationError(flow.name, faults);
    }
  }

  get consumer(): string {
    return `${this.topics.prefix}${this.area}.flows`;
  }

  get topic(): string {
    return this.topics.flows(this.area);
  }

  flow(name: string): Flow | undefined {
    return this.flows.find((one) => one.name === name);
  }

  readersOf(topic: string): readonly SourceOfFlow[] {
    return this.byTopic.get(topic) ?? [];
  }

  /** Topics whose messages a flow is made of. */
  topicsOf(flow: Flow): string[] {
    const tables = this.tables.filter(({ readers }) => readers.some((one) => one.flow === flow)).map(({ topic }) => topic);
    return this.readsLinks ? [...tables, this.topics.links] : tables;
  }

  get readsLinks(): boolean {
    return this.linkReaders.size > 0 || this.codeMaps.size > 0;
  }

  /** Other flows need documents of this one. */
  isNeeded(flow: Flow): boolean {
    return this.needed.has(flow.name);
  }
}
