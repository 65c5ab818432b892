import type { ColumnModel, EnumModel, NavigationModel, TableModel } from './model';

/** What a system's `$metadata` holds beside its tables. */
export interface CsdlOptions {
  readonly namespace: string;
  readonly alias?: string;
  readonly container: string;
  /** Abstract types and their bases, in the order they are written. */
  readonly baseTypes?: readonly { readonly name: string; readonly base?: string; readonly key?: string }[];
  readonly baseTypeOf?: (table: TableModel) => string | undefined;
  readonly typeOf: (column: ColumnModel) => string;
  /** Attributes of a property beside name and type. */
  readonly propertyFacets?: (column: ColumnModel, table: TableModel) => Readonly<Record<string, string>>;
  /** Type of a navigation property's target, without namespace; `undefined` leaves the property out. */
  readonly targetType: (navigation: NavigationModel) => string | undefined;
  /** Whether the target is an entity set of its own; all are when absent. */
  readonly hasBinding?: (navigation: NavigationModel) => boolean;
  /** The target's property that a lookup refers to, where it is not the joined one. */
  readonly constraint?: (navigation: NavigationModel) => string | undefined;
  /** XML inside the entity type after its navigation properties. */
  readonly typeAnnotations?: (table: TableModel) => string;
  /** XML inside the entity set. */
  readonly setAnnotations?: (table: TableModel) => string;
  readonly enums?: readonly EnumModel[];
  /** XML of complex types, functions and actions. */
  readonly operations?: string;
  /** XML inside the container after the entity sets. */
  readonly imports?: string;
  /** XML before the `DataServices` element's schema: references to other vocabularies. */
  readonly references?: string;
}

/** The CSDL document of a service. */
export const writeCsdl = (tables: readonly TableModel[], options: CsdlOptions): string => {
  const shown = tables.filter(({ columns }) => columns.size > 0);
  const alias = options.alias === undefined ? '' : ` Alias="${options.alias}"`;
  const bases = (options.baseTypes ?? []).map(({ name, base, key }) => {
    const extended = base === undefined ? '' : ` BaseType="${prefixed(options)}${base}"`;
    return `<EntityType Name="${name}"${extended} Abstract="true"${key === undefined ? '/>' : `><Key><PropertyRef Name="${key}"/></Key><Property Name="${key}" Type="Edm.Guid"/></EntityType>`}`;
  });
  const sets = shown.map((table) => {
    const annotations = options.setAnnotations?.(table) ?? '';
    const bindings = [...table.navigations.values()]
      .filter((navigation) => options.targetType(navigation) !== undefined && options.hasBinding?.(navigation) !== false)
      .map(({ name, target }) => `<NavigationPropertyBinding Path="${xml(name)}" Target="${xml(target)}"/>`);
    return `<EntitySet Name="${xml(table.entitySet)}" EntityType="${options.namespace}.${xml(table.entityType)}">${bindings.join('')}${annotations}</EntitySet>`;
  });

  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">${options.references ?? ''}<edmx:DataServices>`,
    `<Schema Namespace="${options.namespace}"${alias} xmlns="http://docs.oasis-open.org/odata/ns/edm">`,
    ...(options.enums ?? []).map(enumType),
    ...bases,
    ...shown.map((table) => entityType(table, options)),
    options.operations ?? '',
    `<EntityContainer Name="${options.container}">`,
    ...sets,
    options.imports ?? '',
    '</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>',
  ].join('\n');
};

const entityType = (table: TableModel, options: CsdlOptions): string => {
  const base = options.baseTypeOf?.(table);
  const inheritsKey = options.baseTypes?.find(({ name }) => name === base)?.key !== undefined;
  const key = table.key.columns.map((name) => `<PropertyRef Name="${xml(name)}"/>`).join('');
  const properties = [...table.columns.values()]
    .filter(({ hidden, inherited }) => hidden !== true && inherited !== true)
    .map((column) => {
      const facets = Object.entries(options.propertyFacets?.(column, table) ?? {}).map(([name, value]) => ` ${name}="${xml(value)}"`);
      const nullable = table.key.columns.includes(column.name) ? ' Nullable="false"' : '';
      return `<Property Name="${xml(column.name)}" Type="${options.typeOf(column)}"${nullable}${facets.join('')}/>`;
    });
  const navigations = [...table.navigations.values()].flatMap((navigation) => navigationProperty(navigation, table, options) ?? []);

  return [
    `<EntityType Name="${xml(table.entityType)}"${base === undefined ? '' : ` BaseType="${prefixed(options)}${base}"`}>${inheritsKey ? '' : `<Key>${key}</Key>`}`,
    ...properties,
    ...navigations,
    options.typeAnnotations?.(table) ?? '',
    '</EntityType>',
  ].join('');
};

const navigationProperty = (navigation: NavigationModel, table: TableModel, options: CsdlOptions): string | undefined => {
  const target = options.targetType(navigation);
  if (target === undefined) return undefined;
  const name = `${prefixed(options)}${xml(target)}`;
  const partner = navigation.partner === undefined ? '' : ` Partner="${xml(navigation.partner)}"`;
  if (navigation.cardinality === 'many') return `<NavigationProperty Name="${xml(navigation.name)}" Type="Collection(${name})"${partner}/>`;
  const constraints = navigation.join
    .filter(({ here }) => table.columns.has(here))
    .map(
      ({ here, there }) =>
        `<ReferentialConstraint Property="${xml(here)}" ReferencedProperty="${xml(options.constraint?.(navigation) ?? there)}"/>`,
    );

  return `<NavigationProperty Name="${xml(navigation.name)}" Type="${name}"${partner}>${constraints.join('')}</NavigationProperty>`;
};

const enumType = ({ name, members }: EnumModel): string =>
  `<EnumType Name="${xml(name)}">${members.map((member) => `<Member Name="${xml(member.name)}" Value="${member.value}"/>`).join('')}</EnumType>`;

const prefixed = ({ alias, namespace }: CsdlOptions): string => `${alias ?? namespace}.`;

/** Text as an attribute value. */
export const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
