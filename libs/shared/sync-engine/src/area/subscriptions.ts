import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Column, SubscriptionMessage } from '@concord/contracts';
import { Publisher, TopicAdmin, sharedTopicPlans, topicPlansForArea, topicPlansForTable } from '@concord/messaging';
import { Area, type TableOfArea } from './area';

/** Tells the gateway what to capture, at every boot: a new version of a map needs nothing else. */
@Injectable()
export class Subscriptions implements OnApplicationBootstrap {
  constructor(
    private readonly area: Area,
    private readonly publisher: Publisher,
    private readonly topicAdmin: TopicAdmin,
  ) {}

  /** Topics before anything consumes: Nest awaits this before it starts to listen. */
  async onModuleInit(): Promise<void> {
    const { topics, name, maps, tables } = this.area;
    const ofTables = new Map(
      [
        ...tables,
        ...maps.flatMap((map) => (['dataverse', 'finance'] as const).map((system) => ({ system, table: map[system].table }))),
      ].map(({ system, table }) => [`${system} ${table}`, topicPlansForTable(topics, system, table)]),
    );
    await this.topicAdmin.ensure([...sharedTopicPlans(topics), ...topicPlansForArea(topics, name), ...[...ofTables.values()].flat()]);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.publisher.publish(
      this.area.tables.map((table) => ({
        topic: this.area.topics.subscriptions,
        key: `${this.area.name}|${table.system}|${table.table}`,
        value: subscriptionOf(this.area, table),
        type: 'concord.subscription.v1',
      })),
    );
  }
}

/** All columns that any map of the area needs of a table. */
export const subscriptionOf = (area: Area, { system, table, maps }: TableOfArea): SubscriptionMessage => {
  const columns = new Map<string, Column>();
  for (const map of maps) for (const column of map[system].columns) columns.set(column.name, column);
  return {
    area: area.name,
    system,
    table,
    key: maps[0]?.[system].key ?? [],
    columns: [...columns.values()].map(({ name, kind }) => ({ name, kind })),
    order: Math.min(...maps.map(({ id }) => area.placeOf(id))),
  };
};
