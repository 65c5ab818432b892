import { namedGuid } from './guids';
import { hierarchyOf } from './hierarchy';
import type { DataverseColumn, DataverseTable, LookupModel } from './dataverse-model';
import type { Environment } from './environment';
import { isSystemRequired } from './system-columns';
import type { OptionDefinition } from './table-definition';

/** Metadata as plain objects, in the property names of `EntityDefinitions`. */
export type MetadataObject = Readonly<Record<string, unknown>>;

const label = (text: string) => {
  const localized = { Label: text, LanguageCode: 1033, IsManaged: false, MetadataId: namedGuid(`label ${text}`), HasChanged: null };
  return { LocalizedLabels: [localized], UserLocalizedLabel: localized };
};

const managed = (value: boolean, name: string) => ({ Value: value, CanBeChanged: true, ManagedPropertyLogicalName: name });

export const entityObject = (table: DataverseTable): MetadataObject => {
  const { logicalName, entitySet, definition } = table;
  return {
    MetadataId: namedGuid(`entity ${logicalName}`),
    LogicalName: logicalName,
    SchemaName: logicalName,
    EntitySetName: entitySet,
    LogicalCollectionName: entitySet,
    CollectionSchemaName: entitySet,
    PrimaryIdAttribute: table.primaryId,
    PrimaryNameAttribute: table.primaryName ?? null,
    ChangeTrackingEnabled: table.changeTracking,
    IsOptimisticConcurrencyEnabled: table.optimisticConcurrency,
    ObjectTypeCode: 10_000 + (Number.parseInt(namedGuid(logicalName).slice(0, 4), 16) % 10_000),
    OwnershipType: 'UserOwned',
    TableType: 'Standard',
    IsActivity: definition.baseType === 'activitypointer',
    IsCustomEntity: logicalName.includes('_'),
    IsIntersect: false,
    IsLogicalEntity: false,
    IsPrivate: false,
    IsValidForAdvancedFind: true,
    DataProviderId: null,
    DisplayName: label(logicalName),
    DisplayCollectionName: label(entitySet),
    Description: label(''),
    CanChangeTrackingBeEnabled: managed(true, 'canchangetrackingbeenabled'),
    IsCustomizable: managed(true, 'iscustomizable'),
    CanCreateAttributes: managed(true, 'cancreateattributes'),
    IsAuditEnabled: managed(false, 'canmodifyauditsettings'),
  };
};

const attributeTypes: Readonly<Record<DataverseColumn['type'], readonly [type: string, typeName: string, metadata: string]>> = {
  PrimaryKey: ['Uniqueidentifier', 'UniqueidentifierType', 'AttributeMetadata'],
  Guid: ['Uniqueidentifier', 'UniqueidentifierType', 'AttributeMetadata'],
  String: ['String', 'StringType', 'StringAttributeMetadata'],
  Memo: ['Memo', 'MemoType', 'MemoAttributeMetadata'],
  Int32: ['Integer', 'IntegerType', 'IntegerAttributeMetadata'],
  Int64: ['BigInt', 'BigIntType', 'BigIntAttributeMetadata'],
  Decimal: ['Decimal', 'DecimalType', 'DecimalAttributeMetadata'],
  Double: ['Double', 'DoubleType', 'DoubleAttributeMetadata'],
  Money: ['Money', 'MoneyType', 'MoneyAttributeMetadata'],
  Boolean: ['Boolean', 'BooleanType', 'BooleanAttributeMetadata'],
  DateTime: ['DateTime', 'DateTimeType', 'DateTimeAttributeMetadata'],
  Choice: ['Picklist', 'PicklistType', 'PicklistAttributeMetadata'],
  MultiChoice: ['Virtual', 'MultiSelectPicklistType', 'MultiSelectPicklistAttributeMetadata'],
  Lookup: ['Lookup', 'LookupType', 'LookupAttributeMetadata'],
};

/** Attribute of a column, with the members of its own type; `undefined` for what is no attribute. */
export const attributeObject = (table: DataverseTable, column: DataverseColumn): MetadataObject | undefined => {
  if (column.hidden === true) return undefined;
  const logicalName = column.lookup?.attribute ?? column.name;
  const [type, typeName, metadata] = typeOf(column, logicalName);
  const isKey = column.type === 'PrimaryKey';
  return {
    '@odata.type': `#Microsoft.Dynamics.CRM.${metadata}`,
    MetadataId: namedGuid(`attribute ${table.logicalName} ${logicalName}`),
    LogicalName: logicalName,
    SchemaName: logicalName,
    EntityLogicalName: table.logicalName,
    AttributeType: type,
    AttributeTypeName: { Value: typeName },
    AttributeOf: null,
    ColumnNumber: [...table.columns.keys()].indexOf(column.name) + 1,
    DisplayName: label(logicalName),
    Description: label(''),
    IsPrimaryId: isKey,
    IsPrimaryName: column.name === table.primaryName,
    IsValidForCreate: column.readOnly !== true,
    IsValidForRead: column.writeOnly !== true,
    IsValidForUpdate: column.readOnly !== true && !isKey,
    IsLogical: false,
    IsCustomAttribute: logicalName.includes('_'),
    RequiredLevel: {
      Value: isSystemRequired(table, column.name) ? 'SystemRequired' : 'None',
      CanBeChanged: true,
      ManagedPropertyLogicalName: 'canmodifyrequirementlevelsettings',
    },
    ...ownMembers(table, column),
  };
};

const typeOf = (column: DataverseColumn, logicalName: string): readonly [string, string, string] => {
  if (logicalName === 'statecode') return ['State', 'StateType', 'StateAttributeMetadata'];
  if (logicalName === 'statuscode') return ['Status', 'StatusType', 'StatusAttributeMetadata'];
  if (logicalName === 'ownerid') return ['Owner', 'OwnerType', 'LookupAttributeMetadata'];

  return attributeTypes[column.type];
};

const ownMembers = (table: DataverseTable, column: DataverseColumn): MetadataObject => {
  switch (column.type) {
    case 'String':
    case 'Memo':
      return { MaxLength: column.maxLength ?? 4000, Format: column.type === 'String' ? 'Text' : 'TextArea' };
    case 'Int32':
      return { MinValue: column.min ?? -2147483648, MaxValue: column.max ?? 2147483647, Format: 'None' };
    case 'Decimal':
      return { MinValue: -100000000000, MaxValue: 100000000000, Precision: column.scale ?? 10 };
    case 'Money':
      return {
        MinValue: -922337203685477,
        MaxValue: 922337203685477,
        Precision: column.scale ?? 4,
        PrecisionSource: 0,
        IsBaseCurrency: column.baseOf !== undefined,
        CalculationOf: column.baseOf ?? null,
      };
    case 'DateTime':
      return {
        Format: column.behavior === 'DateOnly' ? 'DateOnly' : 'DateAndTime',
        DateTimeBehavior: { Value: column.behavior ?? 'UserLocal' },
      };
    case 'Lookup':
      return { Targets: column.lookup!.targets.map(({ table: target }) => target) };
    case 'Choice':
    case 'MultiChoice':
      return { OptionSet: optionSet(table, column), GlobalOptionSet: null, DefaultFormValue: -1 };
    case 'Boolean':
      return { OptionSet: booleanOptions(table, column), GlobalOptionSet: null, DefaultValue: column.default ?? false };
    case 'Double':
    case 'Guid':
    case 'Int64':
    case 'PrimaryKey':
      return {};
  }
};

/** Members that come only when they are expanded. */
export const expandableMembers: ReadonlySet<string> = new Set(['OptionSet', 'GlobalOptionSet']);

const optionSet = (table: DataverseTable, column: DataverseColumn): MetadataObject => ({
  MetadataId: namedGuid(`options ${table.logicalName} ${column.name}`),
  Name: `${table.logicalName}_${column.name}`,
  IsGlobal: false,
  IsCustomOptionSet: true,
  OptionSetType: column.name === 'statecode' ? 'State' : column.name === 'statuscode' ? 'Status' : 'Picklist',
  Options: (column.options ?? []).map(optionObject),
});

const optionObject = ({ value, label: text, state }: OptionDefinition): MetadataObject => ({
  Value: value,
  Label: label(text),
  Description: label(''),
  Color: null,
  IsManaged: false,
  ...(state === undefined ? {} : { State: state }),
});

const booleanOptions = (table: DataverseTable, column: DataverseColumn): MetadataObject => ({
  MetadataId: namedGuid(`options ${table.logicalName} ${column.name}`),
  IsGlobal: false,
  OptionSetType: 'Boolean',
  TrueOption: optionObject({ value: 1, label: column.options?.find(({ value }) => value === 1)?.label ?? 'Yes' }),
  FalseOption: optionObject({ value: 0, label: column.options?.find(({ value }) => value === 0)?.label ?? 'No' }),
});

export const keyObjects = (table: DataverseTable): MetadataObject[] =>
  table.alternateKeys.map(({ name, columns }) => ({
    MetadataId: namedGuid(`key ${table.logicalName} ${name}`),
    LogicalName: name,
    SchemaName: name,
    EntityLogicalName: table.logicalName,
    KeyAttributes: columns.map((column) => table.columns.get(column)?.lookup?.attribute ?? column),
    EntityKeyIndexStatus: 'Active',
    DisplayName: label(name),
    IsManaged: false,
    IsSynchronous: false,
  }));

const relationship = (
  from: DataverseTable,
  lookup: LookupModel,
  target: LookupModel['targets'][number],
  to: DataverseTable,
): MetadataObject => {
  const collection = from.navigations.get(target.navigation)?.partner;
  const schemaName = collection ?? `${from.logicalName}_${target.navigation}`;
  return {
    MetadataId: namedGuid(`relationship ${schemaName}`),
    SchemaName: schemaName,
    RelationshipType: 'OneToManyRelationship',
    ReferencingEntity: from.logicalName,
    ReferencingAttribute: lookup.attribute,
    ReferencingEntityNavigationPropertyName: target.navigation,
    ReferencedEntity: to.logicalName,
    ReferencedAttribute: to.primaryId,
    ReferencedEntityNavigationPropertyName: collection ?? null,
    IsCustomRelationship: from.logicalName.includes('_'),
    IsHierarchical: hierarchyOf(from) === lookup,
    IsManaged: false,
    CascadeConfiguration: {
      Assign: 'NoCascade',
      Delete: target.onDelete,
      Merge: 'NoCascade',
      Reparent: 'NoCascade',
      Share: 'NoCascade',
      Unshare: 'NoCascade',
    },
  };
};

export const manyToOneObjects = (environment: Environment, table: DataverseTable): MetadataObject[] =>
  table.lookups.flatMap((lookup) =>
    lookup.targets.flatMap((target) => {
      const other = environment.byType(target.table);
      return other === undefined ? [] : [relationship(table, lookup, target, other)];
    }),
  );

export const oneToManyObjects = (environment: Environment, table: DataverseTable): MetadataObject[] =>
  environment
    .tables()
    .flatMap((other) =>
      other.lookups.flatMap((lookup) =>
        lookup.targets.flatMap((target) => (target.table === table.logicalName ? [relationship(other, lookup, target, table)] : [])),
      ),
    );

export const manyToManyObjects = (table: DataverseTable): MetadataObject[] =>
  [...table.navigations.values()].flatMap((navigation) =>
    navigation.through === undefined
      ? []
      : [
          {
            MetadataId: namedGuid(`relationship ${navigation.through.table}`),
            SchemaName: navigation.through.table.replace(/_intersect$/, ''),
            RelationshipType: 'ManyToManyRelationship',
            Entity1LogicalName: navigation.through.here === 'one' ? table.logicalName : navigation.targetType,
            Entity2LogicalName: navigation.through.here === 'one' ? navigation.targetType : table.logicalName,
            Entity1NavigationPropertyName: navigation.through.here === 'one' ? navigation.name : (navigation.partner ?? null),
            Entity2NavigationPropertyName: navigation.through.here === 'one' ? (navigation.partner ?? null) : navigation.name,
            IntersectEntityName: navigation.through.table,
          },
        ],
  );
