import type { ColumnModel, TableModel } from '../../odata/model';
import { writeCsdl, xml } from '../../odata/csdl';
import type { Catalogue } from '../definitions/catalogue';
import type { FinanceColumn, FinanceTable } from '../definitions/finance-table';
import { systemActions } from '../services/system-actions';

const namespace = 'Microsoft.Dynamics.DataEntities';

const edmTypeOf = (column: ColumnModel): string => {
  const { type, enum: model } = column as FinanceColumn;
  if (type === 'Enum') return `${namespace}.${model?.name ?? ''}`;
  return type === 'DateTime' ? 'Edm.DateTimeOffset' : `Edm.${type}`;
};

/** `$metadata`: everything that is not a text is not nullable. Source: finance-api.md 2.9. */
export const csdlDocument = (catalogue: Catalogue): string => {
  const tables = [...catalogue.tables()];
  const sets = new Set(tables.map(({ entitySet }) => entitySet));
  const foreign = systemActions.map(({ set }) => set).filter((set, index, all) => !sets.has(set) && all.indexOf(set) === index);
  return writeCsdl(
    tables.map(({ model }) => model),
    {
      namespace,
      container: 'Resources',
      typeOf: edmTypeOf,
      propertyFacets: (column: ColumnModel, table: TableModel): Readonly<Record<string, string>> =>
        column.kind === 'string' || table.key.columns.includes(column.name) ? {} : { Nullable: 'false' },
      targetType: ({ target }) => catalogue.bySetName(target)?.entityType,
      enums: [...catalogue.allEnums()],
      operations: [
        ...foreign.map(
          (set) =>
            `<EntityType Name="${singularOf(set)}"><Key><PropertyRef Name="Name"/></Key><Property Name="Name" Type="Edm.String" Nullable="false"/></EntityType>`,
        ),
        ...tables.flatMap(tableActions),
        ...systemActions.map(({ set, name, parameters, returns }) =>
          action(
            name,
            `Collection(${namespace}.${singularOf(set)})`,
            singularOf(set),
            parameters.map((parameter) => ({ name: parameter, type: 'String' })),
            returns,
          ),
        ),
      ].join('\n'),
      imports: foreign.map((set) => `<EntitySet Name="${set}" EntityType="${namespace}.${singularOf(set)}"/>`).join(''),
    },
  );
};

const singularOf = (set: string): string => set.replace(/s$/, '');

const tableActions = (table: FinanceTable): string[] =>
  table.actions.map(({ name, boundTo, parameters, returns }) => {
    const type = `${namespace}.${xml(table.entityType)}`;
    return action(name, boundTo === 'set' ? `Collection(${type})` : type, table.entityType, parameters, returns);
  });

const action = (
  name: string,
  bindingType: string,
  bindingName: string,
  parameters: readonly { readonly name: string; readonly type: string }[],
  returns: string | undefined,
): string =>
  [
    `<Action Name="${xml(name)}" IsBound="true"><Parameter Name="${xml(bindingName)}" Type="${bindingType}"/>`,
    ...parameters.map((parameter) => `<Parameter Name="${xml(parameter.name)}" Type="${edmName(parameter.type)}"/>`),
    returns === undefined ? '' : `<ReturnType Type="${edmName(returns)}"/>`,
    '</Action>',
  ].join('');

const edmName = (type: string): string => (type === 'DateTime' ? 'Edm.DateTimeOffset' : type.includes('.') ? type : `Edm.${type}`);
