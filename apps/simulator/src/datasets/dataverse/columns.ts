/** Shorthand for the definitions of the control API; what a definition says is read the same way as anybody else's. */
export interface Definition {
  readonly name: string;
  readonly [member: string]: unknown;
}

export const text = (name: string, maxLength = 100, more: Record<string, unknown> = {}): Definition => ({
  name,
  type: 'String',
  maxLength,
  ...more,
});
export const memo = (name: string): Definition => ({ name, type: 'Memo' });
export const int32 = (name: string): Definition => ({ name, type: 'Int32' });
export const decimal = (name: string, precision = 10): Definition => ({ name, type: 'Decimal', precision });
/** An amount whose decimals no integration may lose: as many as Dataverse keeps by default. */
export const amount = (name: string): Definition => ({ name, type: 'Money', precision: 4 });
export const guid = (name: string): Definition => ({ name, type: 'Guid' });
export const double = (name: string): Definition => ({ name, type: 'Double' });
export const money = (name: string): Definition => ({ name, type: 'Money', precision: 2 });
export const flag = (name: string, more: Record<string, unknown> = {}): Definition => ({ name, type: 'Boolean', ...more });
export const moment = (name: string): Definition => ({ name, type: 'DateTime', behavior: 'UserLocal' });
export const day = (name: string): Definition => ({ name, type: 'DateTime', behavior: 'DateOnly' });

/** Labels to values, in the order of the documentation. */
export const choice = (name: string, options: Readonly<Record<string, number>>, more: Record<string, unknown> = {}): Definition => ({
  name,
  type: 'Choice',
  options: Object.entries(options).map(([label, value]) => ({ value, label })),
  ...more,
});

/** A lookup to one table; the navigation property is named like the column unless said otherwise. */
export const lookup = (name: string, table: string, navigation = name, collection?: string): Definition => ({
  name,
  targets: [{ table, navigation, ...(collection === undefined ? {} : { collection }) }],
});

/** A lookup to the row that this one is a part of: it goes with it. */
export const parent = (name: string, table: string, navigation = name, collection?: string): Definition => ({
  name,
  targets: [{ table, navigation, onDelete: 'Cascade', ...(collection === undefined ? {} : { collection }) }],
});

/** A lookup to an account or a contact. */
export const customer = (name: string, account = `${name}_account`, contact = `${name}_contact`): Definition => ({
  name,
  targets: [
    { table: 'account', navigation: account },
    { table: 'contact', navigation: contact },
  ],
});

/** What every table of Project Operations here has in common: the names follow from the logical name, and changes are tracked. */
export const table = (logicalName: string, definition: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  logicalName,
  entitySetName: `${logicalName}s`,
  primaryId: `${logicalName}id`,
  primaryName: 'msdyn_name',
  changeTracking: true,
  ...definition,
});

export const currency = lookup('transactioncurrencyid', 'transactioncurrency');

/** The company that owns a row, by the name of the Project Operations dual-write solution. */
export const owningCompany = lookup('msdyn_owningcompany', 'cdm_company');

/** The company a row belongs to, by the core dual-write name. */
export const company = lookup('msdyn_company', 'cdm_company', 'msdyn_company');
