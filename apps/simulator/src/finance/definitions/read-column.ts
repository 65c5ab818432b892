import { ownMember } from '../../shell/own-member';
import { ControlRefusal } from '../../control/control-refusal';
import type { JsonObject } from '../../control/read-body';
import type { ColumnKind, EnumModel, Value } from '../../odata/model';
import { flag, list, optional, text } from './definition-members';
import type { FinanceColumn, FinanceType } from './finance-table';
import { labelOf } from './labels';

/** Enums of the definitions, by name; shared by all tables. */
export type Enums = ReadonlyMap<string, EnumModel>;

const kinds: Readonly<Record<FinanceType, ColumnKind>> = {
  String: 'string',
  Int32: 'int32',
  Int64: 'int64',
  Decimal: 'decimal',
  DateTime: 'dateTime',
  Enum: 'enum',
  Guid: 'guid',
  Boolean: 'boolean',
};

export const readEnum = (item: JsonObject, where: string): EnumModel => {
  const name = text(item, 'name', `${where}.enums`);
  const values = list({ values: item['values'] ?? item['members'] }, 'values', `${where}.enums.${name}`);
  if (values.length === 0) throw new ControlRefusal(`Enum '${name}' of '${where}' has no values.`);
  return {
    name,
    members: values.map((member, index) => {
      const value = member['value'] ?? index;
      if (typeof value !== 'number') throw new ControlRefusal(`A value of enum '${name}' of '${where}' is not a number.`);
      return { name: text(member, 'name', `${where}.enums.${name}`), value, label: optional(member, 'label') };
    }),
  };
};

export const readColumn = (item: JsonObject, entitySet: string, enums: Enums): FinanceColumn => {
  const name = text(item, 'name', `${entitySet}.columns`);
  const where = `${entitySet}.columns.${name}`;
  const type = text(item, 'type', where) as FinanceType;
  const kind = ownMember(kinds, type);
  if (kind === undefined) throw new ControlRefusal(`'${where}.type' is '${type}'; it must be one of: ${Object.keys(kinds).join(', ')}.`);
  const enumName = optional(item, 'enum');
  const model = enumName === undefined ? undefined : enums.get(enumName);
  if (type === 'Enum' && model === undefined)
    throw new ControlRefusal(`'${where}.enum' is '${enumName ?? ''}'; no enum of this name is defined.`);
  const precision = item['precision'];
  if (precision !== undefined && typeof precision !== 'number' && precision !== 'day' && precision !== 'second') {
    throw new ControlRefusal(`'${where}.precision' must be 'day' or 'second'.`);
  }
  const datePrecision = precision === 'day' || precision === 'second' ? precision : /DateTime\d*$/.test(name) ? 'second' : 'mixed';
  return {
    name,
    type,
    kind,
    label: optional(item, 'label') ?? labelOf(name),
    maxLength: typeof item['maxLength'] === 'number' ? item['maxLength'] : undefined,
    scale: typeof precision === 'number' ? precision : undefined,
    readOnly: flag(item, 'readOnly', false),
    mandatory: flag(item, 'mandatory', false),
    default: item['default'] === undefined ? undefined : (item['default'] as Value),
    numberSequence: optional(item, 'numberSequence'),
    enum: type === 'Enum' ? model : undefined,
    precision: datePrecision,
    unset: unsetValue(type, datePrecision, model),
    indexed: false,
  };
};

const unsetValue = (type: FinanceType, precision: FinanceColumn['precision'], model: EnumModel | undefined): Value => {
  switch (type) {
    case 'String':
      return '';
    case 'Int32':
    case 'Int64':
      return 0;
    case 'Decimal':
      return '0';
    case 'DateTime':
      return precision === 'second' ? '1900-01-01T00:00:00Z' : '1900-01-01T12:00:00Z';
    case 'Enum':
      return (model?.members.find(({ value }) => value === 0) ?? model?.members[0])?.name ?? '';
    case 'Guid':
      return '00000000-0000-0000-0000-000000000000';
    case 'Boolean':
      return false;
  }
};
