import type { Column } from '@concord/contracts';
import { SystemRefused } from '../http/classified';
import { TableProblem } from '../capture/table-problem';
import type { DataverseClient, RawRow } from './dataverse-client';

/** How a value of an attribute is spelt in a request. */
export type AttributeSpelling = 'text' | 'number' | 'decimal' | 'boolean' | 'day' | 'instant' | 'guid' | 'lookup';

export interface DataverseTable {
  readonly entitySet: string;
  readonly logicalName: string;
  readonly primaryId: string;
  readonly changeTracking: boolean;
  readonly attributes: ReadonlyMap<string, AttributeSpelling>;
  /** Navigation properties of a lookup attribute: target's logical name to the property's name. */
  readonly navigation: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

const spellings: Readonly<Record<string, AttributeSpelling>> = {
  Integer: 'number',
  BigInt: 'number',
  Picklist: 'number',
  State: 'number',
  Status: 'number',
  Decimal: 'decimal',
  Double: 'decimal',
  Money: 'decimal',
  Boolean: 'boolean',
  DateTime: 'instant',
  Uniqueidentifier: 'guid',
  Lookup: 'lookup',
  Customer: 'lookup',
  Owner: 'lookup',
};

/** Tables as the environment declares them. Kept for a while; `forget` makes the next call look again. */
export class DataverseMetadata {
  private readonly tables = new Map<string, Promise<DataverseTable>>();
  private names: Promise<ReadonlyMap<string, string>> | undefined;

  constructor(private readonly client: DataverseClient) {}

  forget(entitySet: string): void {
    this.tables.delete(entitySet);
    this.names = undefined;
  }

  /** Throws `TableProblem` when the environment has no such table. */
  async table(entitySet: string): Promise<DataverseTable> {
    let table = this.tables.get(entitySet);
    if (!table) {
      table = this.read(entitySet);
      this.tables.set(entitySet, table);
      table.catch(() => this.tables.delete(entitySet));
    }
    return table;
  }

  /** Logical name of an entity set. */
  async logicalName(entitySet: string): Promise<string | undefined> {
    return (await this.entitySets()).get(entitySet);
  }

  private async entitySets(): Promise<ReadonlyMap<string, string>> {
    this.names ??= this.client
      .all('EntityDefinitions?$select=LogicalName,EntitySetName')
      .then((rows) => new Map(rows.map((row) => [String(row['EntitySetName']), String(row['LogicalName'])])));
    const names = this.names;
    names.catch(() => (this.names = undefined));
    return names;
  }

  private async read(entitySet: string): Promise<DataverseTable> {
    const logicalName = await this.logicalName(entitySet);
    if (logicalName === undefined)
      throw new TableProblem(
        `Dataverse has no table "${entitySet}": install the solution that brings it, or give the application user a role that may read it.`,
      );
    const definition = `EntityDefinitions(LogicalName='${logicalName}')`;
    const [entity, attributes, dates, relationships] = await Promise.all([
      this.client.get(`${definition}?$select=LogicalName,EntitySetName,PrimaryIdAttribute,ChangeTrackingEnabled`),
      this.client.all(`${definition}/Attributes?$select=LogicalName,AttributeType`),
      this.dateOnlyColumns(definition),
      this.client.all(
        `${definition}/ManyToOneRelationships?$select=ReferencingAttribute,ReferencedEntity,ReferencingEntityNavigationPropertyName`,
      ),
    ]);
    return {
      entitySet,
      logicalName,
      primaryId: String(entity['PrimaryIdAttribute']),
      changeTracking: entity['ChangeTrackingEnabled'] === true,
      attributes: new Map(
        attributes.map((row) => {
          const name = String(row['LogicalName']);
          return [name, dates.has(name) ? 'day' : (spellings[String(row['AttributeType'])] ?? 'text')];
        }),
      ),
      navigation: navigationOf(relationships),
    };
  }

  /** Only this cast tells whether a DateTime column is a day on the wire. Where it is refused, the map's word for the column decides. */
  private async dateOnlyColumns(definition: string): Promise<ReadonlySet<string>> {
    try {
      const rows = await this.client.all(
        `${definition}/Attributes/Microsoft.Dynamics.CRM.DateTimeAttributeMetadata?$select=LogicalName,DateTimeBehavior`,
      );
      return new Set(
        rows
          .filter((row) => (row['DateTimeBehavior'] as { Value?: unknown } | null)?.Value === 'DateOnly')
          .map((row) => String(row['LogicalName'])),
      );
    } catch (error) {
      if (error instanceof SystemRefused && error.reason.class !== 'transient' && error.reason.class !== 'throttled') return new Set();
      throw error;
    }
  }
}

const navigationOf = (relationships: readonly RawRow[]): ReadonlyMap<string, ReadonlyMap<string, string>> => {
  const navigation = new Map<string, Map<string, string>>();
  for (const row of relationships) {
    const attribute = String(row['ReferencingAttribute']);
    const targets = navigation.get(attribute) ?? new Map<string, string>();
    targets.set(String(row['ReferencedEntity']), String(row['ReferencingEntityNavigationPropertyName']));
    navigation.set(attribute, targets);
  }
  return navigation;
};

/** Throws `TableProblem` with all that keeps these columns from being captured, in one sentence. */
export const checkCapturable = (table: DataverseTable, key: readonly string[], columns: readonly Column[]): void => {
  const missing = columns.filter((column) => !table.attributes.has(column.name)).map((column) => column.name);
  if (missing.length > 0)
    throw new TableProblem(
      `Table ${table.entitySet} of Dataverse has no column ${missing.join(', ')}: add ${missing.length > 1 ? 'them' : 'it'}, or install the solution that brings ${missing.length > 1 ? 'them' : 'it'}.`,
    );
  if (key.length !== 1 || key[0] !== table.primaryId)
    throw new TableProblem(
      `The map names ${key.join(', ')} as the key of ${table.entitySet}, the environment ${table.primaryId}: correct the map.`,
    );
  if (!table.changeTracking)
    throw new TableProblem(
      `Table ${table.entitySet} of Dataverse does not track changes: an administrator must switch on "Track changes" in the table's properties.`,
    );
};
