/** Shorthand for the column definitions of the control API; what a definition says is read the same way as anybody else's. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly [member: string]: unknown;
}

export const text = (name: string, maxLength = 60, more: Record<string, unknown> = {}): Column => ({
  name,
  type: 'String',
  maxLength,
  ...more,
});
export const decimal = (name: string): Column => ({ name, type: 'Decimal' });
export const int32 = (name: string): Column => ({ name, type: 'Int32' });
export const int64 = (name: string, more: Record<string, unknown> = {}): Column => ({ name, type: 'Int64', ...more });
export const day = (name: string, more: Record<string, unknown> = {}): Column => ({ name, type: 'DateTime', precision: 'day', ...more });
export const choice = (name: string, enumName: string, more: Record<string, unknown> = {}): Column => ({
  name,
  type: 'Enum',
  enum: enumName,
  ...more,
});
export const guid = (name: string, more: Record<string, unknown> = {}): Column => ({ name, type: 'Guid', ...more });
/** A date with its time of day. */
export const instant = (name: string): Column => ({ name, type: 'DateTime', precision: 'second' });
export const yesNo = (name: string): Column => choice(name, 'NoYes');

export const enumOf = (name: string, ...members: readonly string[]): Record<string, unknown> => ({
  name,
  values: members.map((member, value) => ({ name: member, value })),
});
