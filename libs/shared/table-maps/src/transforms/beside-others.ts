import { converted, unknown, type GivesDataverse, type GivesFinance, type Transform } from './transform';

/**
 * Finance's value counts once another column of its row is filled; before, it is not told, and Dataverse keeps what it has. For numbers, which
 * are never empty in Finance: 0 before a posting says nothing, 0 after it does.
 */
export const onceFilled = <T extends GivesDataverse<never, unknown>>(column: string, transform: T): T => ({
  ...transform,
  description: `${transform.description}; towards Dataverse once ${column} is filled`,
  toDataverse: (value, context) =>
    (context.row[column] ?? null) === null ? unknown : (transform.toDataverse?.(value, context) ?? unknown),
  reads: { ...transform.reads, finance: column },
});

/** While the Dataverse column is empty, another one of its row is taken as it is. */
export const orColumn = <T extends GivesFinance<unknown, never>>(column: string, transform: T): T => ({
  ...transform,
  description: `${transform.description}; or ${column}`,
  toFinance: (value, context) =>
    value === null ? converted(context.row[column] ?? null) : (transform.toFinance?.(value, context) ?? unknown),
  reads: { ...transform.reads, dataverse: column },
});

/** Set when Concord creates the record and never looked at again: from then on the column is the other system's own. */
export const onCreation = <T extends Transform>(transform: T): T => ({ ...transform, onCreationOnly: true });
