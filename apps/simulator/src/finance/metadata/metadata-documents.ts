import type { EnumModel } from '../../odata/model';
import type { Catalogue } from '../definitions/catalogue';
import type { FinanceColumn, FinanceTable } from '../definitions/finance-table';

export type Document = Record<string, unknown>;

const namespace = 'Microsoft.Dynamics.DataEntities';

export const dataEntity = (table: FinanceTable): Document => ({
  Name: table.internalName,
  PublicEntityName: table.entityType,
  PublicCollectionName: table.entitySet,
  LabelId: `@SIM:${table.entitySet}`,
  DataServiceEnabled: true,
  DataManagementEnabled: table.dataManagement,
  EntityCategory: 'Master',
  IsReadOnly: table.readOnly,
});

export const publicEntity = (table: FinanceTable, catalogue: Catalogue): Document => ({
  Name: table.entityType,
  EntitySetName: table.entitySet,
  LabelId: `@SIM:${table.entitySet}`,
  IsReadOnly: table.readOnly,
  ConfigurationEnabled: true,
  Properties: [...table.columns.values()].map((column) => property(table, column)),
  NavigationProperties: [...table.model.navigations.values()].map(({ name, target, cardinality, join }) => ({
    Name: name,
    RelatedEntity: catalogue.bySetName(target)?.entityType ?? target,
    RelatedRelationName: null,
    Cardinality: cardinality === 'many' ? 'Multiple' : 'Single',
    Constraints: join.map(({ here, there }) => ({
      '@odata.type': '#Microsoft.Dynamics.Metadata.ReferentialConstraint',
      Property: here,
      ReferencedProperty: there,
    })),
  })),
  PropertyGroups: [],
  Actions: table.actions.map(({ name, boundTo, parameters, returns }) => ({
    Name: name,
    BindingKind: boundTo === 'set' ? 'BoundToEntitySet' : 'BoundToEntityInstance',
    Parameters: parameters.map((parameter) => ({ Name: parameter.name, Type: { TypeName: `Edm.${parameter.type}`, IsCollection: false } })),
    ReturnType: returns === undefined ? null : { TypeName: `Edm.${returns}`, IsCollection: false },
    FieldLookup: null,
  })),
});

export const publicEnumeration = ({ name, members }: EnumModel): Document => ({
  Name: name,
  LabelId: `@SIM:${name}`,
  Members: members.map((member) => ({
    Name: member.name,
    Value: member.value,
    LabelId: `@SIM:${name}:${member.name}`,
    ConfigurationEnabled: true,
  })),
});

const property = (table: FinanceTable, column: FinanceColumn): Document => {
  const isKey = table.model.key.columns.includes(column.name);
  return {
    Name: column.name,
    TypeName: typeName(column),
    DataType: column.type === 'DateTime' ? (column.precision === 'second' ? 'UtcDateTime' : 'Date') : column.type,
    LabelId: `@SIM:${table.entitySet}:${column.name}`,
    IsKey: isKey,
    IsMandatory: column.mandatory === true || (isKey && column.numberSequence === undefined),
    ConfigurationEnabled: true,
    AllowEdit: column.readOnly !== true && !isKey && !table.readOnly,
    AllowEditOnCreate: column.readOnly !== true && !table.readOnly,
    IsDimension: false,
    DimensionRelation: null,
    IsDynamicDimension: false,
    DimensionLegalEntityProperty: null,
    DimensionTypeProperty: null,
  };
};

const typeName = (column: FinanceColumn): string => {
  if (column.type === 'Enum') return `${namespace}.${column.enum?.name ?? ''}`;
  return column.type === 'DateTime' ? 'Edm.DateTimeOffset' : `Edm.${column.type}`;
};
