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

/** The company a row belongs to, by the core dual-write name. */
export const company = lookup('msdyn_company', 'cdm_company', 'msdyn_company');
