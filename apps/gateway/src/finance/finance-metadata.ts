import type { Column } from '@concord/contracts';
import { TableProblem } from '../capture/table-problem';
import type { FinanceClient } from './finance-client';

/** How a value of a property is spelt in a request. */
export type PropertySpelling = 'text' | 'number' | 'decimal' | 'boolean' | 'enum' | 'day' | 'instant' | 'guid';

export interface FinanceProperty {
  readonly spelling: PropertySpelling;
  /** Qualified type name of an enum, `Microsoft.Dynamics.DataEntities.NoYes`. */
  readonly typeName: string;
  readonly enabled: boolean;
  readonly editable: boolean;
}

export interface FinanceTable {
  /** Public collection name: what stands in URLs. */
  readonly entitySet: string;
  /** What `mserp_...` names in data events are made of; empty when the environment does not tell. */
  readonly physicalName: string;
  readonly properties: ReadonlyMap<string, FinanceProperty>;
  /** Key properties, in the order of the metadata. */
  readonly key: readonly string[];
}

const byEdm: Readonly<Record<string, PropertySpelling>> = {
  'Edm.String': 'text',
  'Edm.Int32': 'number',
  'Edm.Int64': 'number',
  'Edm.Decimal': 'decimal',
  'Edm.Double': 'decimal',
  'Edm.Boolean': 'boolean',
  'Edm.DateTimeOffset': 'instant',
  'Edm.Guid': 'guid',
};

interface EntityNames {
  readonly physicalName: string;
  readonly label: string;
  readonly collection: string;
  readonly publicName: string;
  readonly served: boolean;
}

/**
 * Entities as the environment declares them. A subscription may name an entity by its public collection, its physical name or its label,
 * because for some only the last two are documented. Kept for a while; `forget` makes the next call look again.
 */
export class FinanceMetadata {
  private readonly tables = new Map<string, Promise<FinanceTable>>();
  private names: Promise<readonly EntityNames[]> | undefined;

  constructor(private readonly client: FinanceClient) {}

  forget(name: string): void {
    this.tables.delete(name);
    this.names = undefined;
  }

  /** Throws `TableProblem` when the environment has no such entity. */
  async table(name: string): Promise<FinanceTable> {
    let table = this.tables.get(name);
    if (!table) {
      table = this.read(name);
      this.tables.set(name, table);
      table.catch(() => this.tables.delete(name));
    }
    return table;
  }

  private async entities(): Promise<readonly EntityNames[]> {
    this.names ??= this.client
      .metadata('DataEntities?$select=Name,PublicEntityName,PublicCollectionName,LabelId,DataServiceEnabled')
      .then((rows) =>
        rows.map((row) => ({
          physicalName: text(row['Name']),
          label: text(row['LabelId']),
          collection: text(row['PublicCollectionName']),
          publicName: text(row['PublicEntityName']),
          served: row['DataServiceEnabled'] !== false,
        })),
      );
    const names = this.names;
    names.catch(() => (this.names = undefined));
    return names;
  }

  private async read(name: string): Promise<FinanceTable> {
    const names = await this.named(name);
    if (!names)
      throw new TableProblem(
        `Finance has no data entity "${name}": check that its feature is switched on, and refresh the entity list in data management.`,
      );
    if (!names.served || names.collection === '')
      throw new TableProblem(`The data entity "${name}" of Finance is not public: an administrator must enable its data service.`);
    const entity = await this.client.metadataRow(`PublicEntities('${encodeURIComponent(names.publicName)}')`);
    if (!entity) throw new TableProblem(`Finance lists "${name}" but does not publish it: refresh the entity list in data management.`);
    const properties = (Array.isArray(entity['Properties']) ? entity['Properties'] : []) as Readonly<Record<string, unknown>>[];
    return {
      entitySet: names.collection,
      physicalName: names.physicalName,
      key: properties.filter((property) => property['IsKey'] === true).map((property) => text(property['Name'])),
      properties: new Map(
        properties.map((property) => {
          const typeName = text(property['TypeName']);
          return [
            text(property['Name']),
            {
              typeName,
              spelling: property['DataType'] === 'Date' ? 'day' : (byEdm[typeName] ?? 'enum'),
              enabled: property['ConfigurationEnabled'] !== false,
              editable: property['AllowEdit'] !== false,
            },
          ];
        }),
      ),
    };
  }

  private async named(name: string): Promise<EntityNames | undefined> {
    const entities = await this.entities();
    const wanted = name.toLowerCase();
    return (
      entities.find((entity) => entity.collection === name) ??
      entities.find((entity) => entity.physicalName.toLowerCase() === wanted) ??
      entities.find((entity) => entity.label.toLowerCase() === wanted) ??
      (await this.byLabelText(entities, wanted))
    );
  }

  /** Labels are ids (`@SYS1234`) in the list; their texts are asked for only when no other name fits. */
  private async byLabelText(entities: readonly EntityNames[], wanted: string): Promise<EntityNames | undefined> {
    const labelled = entities.filter((entity) => entity.label.startsWith('@'));
    const texts = await Promise.all(
      labelled.map((entity) => this.client.metadataRow(`Labels(Id='${encodeURIComponent(entity.label)}',Language='en-us')`)),
    );
    return labelled.find((_, index) => text(texts[index]?.['Value']).toLowerCase() === wanted);
  }
}

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

/** Throws `TableProblem` with all that keeps these columns from being captured, in one sentence. */
export const checkSweepable = (table: FinanceTable, key: readonly string[], columns: readonly Column[]): void => {
  const missing = columns.filter((column) => !table.properties.has(column.name)).map((column) => column.name);
  if (missing.length > 0)
    throw new TableProblem(
      `Entity ${table.entitySet} of Finance has no property ${missing.join(', ')}: correct the map, or extend the entity.`,
    );
  const disabled = columns.filter((column) => table.properties.get(column.name)?.enabled === false).map((column) => column.name);
  if (disabled.length > 0)
    throw new TableProblem(
      `Property ${disabled.join(', ')} of ${table.entitySet} is off: an administrator must switch on its configuration key in Finance.`,
    );
  if ([...key].sort().join() !== [...table.key].sort().join())
    throw new TableProblem(
      `The map names ${key.join(', ')} as the key of ${table.entitySet}, the environment ${table.key.join(', ')}: correct the map.`,
    );
};
