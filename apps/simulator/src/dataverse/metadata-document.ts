import { writeCsdl, xml } from '../odata/csdl';
import { edmTypes } from '../odata/literal-types';
import type { TableModel } from '../odata/model';
import type { DataverseColumn, DataverseNavigation, DataverseTable } from './dataverse-model';
import type { Environment } from './environment';

const documents = new WeakMap<Environment, { version: number; texts: Map<boolean, string> }>();

/** `$metadata`, written once for each state of the definitions. `annotated`: with documentation, capabilities and change tracking. */
export const writeMetadata = (environment: Environment, annotated: boolean): string => {
  let known = documents.get(environment);
  if (known === undefined || known.version !== environment.metadataVersion) {
    documents.set(environment, (known = { version: environment.metadataVersion, texts: new Map() }));
  }
  let text = known.texts.get(annotated);
  if (text === undefined) known.texts.set(annotated, (text = write(environment, annotated)));

  return text;
};

const write = (environment: Environment, annotated: boolean): string => {
  const tables = environment.tables();
  const bases = new Set(tables.map(({ definition }) => definition.baseType).filter((name) => name !== 'crmbaseentity'));
  bases.add('principal');

  return writeCsdl(tables, {
    namespace: 'Microsoft.Dynamics.CRM',
    alias: 'mscrm',
    container: 'System',
    baseTypes: [
      { name: 'crmbaseentity' },
      ...[...bases].map((name) => ({ name, base: 'crmbaseentity', ...(name === 'principal' ? { key: 'ownerid' } : {}) })),
    ],
    baseTypeOf: (table) => (table as DataverseTable).definition.baseType,
    typeOf: (column) => edmTypes[column.kind],
    propertyFacets: (column, table) => facets(column as DataverseColumn, table as DataverseTable),
    targetType: (navigation) => {
      const { targetType } = navigation as DataverseNavigation;
      return targetType === 'principal' || environment.byType(targetType) !== undefined ? targetType : undefined;
    },
    hasBinding: (navigation) => (navigation as DataverseNavigation).targetType !== 'principal',
    constraint: (navigation) => {
      const { targetType } = navigation as DataverseNavigation;
      return targetType === 'principal' ? 'ownerid' : undefined;
    },
    typeAnnotations: (table) => alternateKeys(table),
    setAnnotations: (table) => (annotated ? changeTracking(table) : ''),
    operations,
    imports: '<FunctionImport Name="WhoAmI" Function="Microsoft.Dynamics.CRM.WhoAmI"/>',
  });
};

const facets = (column: DataverseColumn, table: DataverseTable): Readonly<Record<string, string>> => ({
  ...(column.kind === 'string' || column.kind === 'multiChoice' ? { Unicode: 'false' } : {}),
  ...(column.maxLength === undefined ? {} : { MaxLength: String(column.maxLength) }),
  ...(column.kind === 'decimal' ? { Scale: 'variable' } : {}),
  ...(column.mandatory === true && !table.key.columns.includes(column.name) ? { Nullable: 'false' } : {}),
});

const alternateKeys = (table: TableModel): string => {
  if (table.alternateKeys.length === 0) return '';
  const records = table.alternateKeys.map(({ columns }) => {
    const references = columns.map(
      (name) =>
        `<Record Type="OData.Community.Keys.V1.PropertyRef"><PropertyValue Property="Alias" String="${xml(name)}"/><PropertyValue Property="Name" PropertyPath="${xml(name)}"/></Record>`,
    );
    return `<Record Type="OData.Community.Keys.V1.AlternateKey"><PropertyValue Property="Key"><Collection>${references.join('')}</Collection></PropertyValue></Record>`;
  });
  return `<Annotation Term="OData.Community.Keys.V1.AlternateKeys"><Collection>${records.join('')}</Collection></Annotation>`;
};

const changeTracking = (table: TableModel): string =>
  `<Annotation Term="Org.OData.Capabilities.V1.ChangeTracking"><Record><PropertyValue Property="Supported" Bool="${table.changeTracking}"/></Record></Annotation>`;

const operations = [
  '<ComplexType Name="WhoAmIResponse"><Property Name="BusinessUnitId" Type="Edm.Guid" Nullable="false"/><Property Name="UserId" Type="Edm.Guid" Nullable="false"/><Property Name="OrganizationId" Type="Edm.Guid" Nullable="false"/></ComplexType>',
  '<Function Name="WhoAmI"><ReturnType Type="mscrm.WhoAmIResponse" Nullable="false"/></Function>',
].join('');
