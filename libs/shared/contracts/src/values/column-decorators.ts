import { IsBoolean, IsInt, IsString, Length, Matches, MaxLength } from 'class-validator';
import { markColumn, type ColumnFacts } from './columns';

/** Rules of class-validator plus the column's kind: one decorator says both, so that they cannot disagree. */
const column =
  (facts: ColumnFacts, ...rules: readonly PropertyDecorator[]): PropertyDecorator =>
  (prototype, name) => {
    markColumn(prototype, String(name), facts);
    for (const rule of rules) rule(prototype, name);
  };

/** Text, its length limited where the sheet says so. */
export const IsText = (maxLength?: number): PropertyDecorator =>
  maxLength === undefined ? column({ kind: 'text' }, IsString()) : column({ kind: 'text' }, IsString(), MaxLength(maxLength));

/** Member name of a Finance enum. Any member passes: one nobody mapped is the map's error, with its remedy, not a dead letter. */
export const IsEnumMember = (): PropertyDecorator => column({ kind: 'enum' }, IsString());

/** Value of a Dataverse choice. Any integer passes, as with {@link IsEnumMember}. */
export const IsChoice = (): PropertyDecorator => column({ kind: 'choice' }, IsInt());

export const IsWholeNumber = (): PropertyDecorator => column({ kind: 'integer' }, IsInt());

export const IsFlag = (): PropertyDecorator => column({ kind: 'boolean' }, IsBoolean());

/** Decimal text such as `12500.5`: no exponent; a float cannot hold money. */
export const IsDecimalText = (): PropertyDecorator => column({ kind: 'decimal' }, Matches(/^-?\d+(\.\d+)?$/));

/** A day, `YYYY-MM-DD`, in nobody's time zone. */
export const IsCalendarDate = (): PropertyDecorator => column({ kind: 'date' }, Matches(/^\d{4}-\d{2}-\d{2}$/));

/** A point in time, `YYYY-MM-DDTHH:mm:ssZ`. */
export const IsInstant = (): PropertyDecorator => column({ kind: 'instant' }, Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/));

// Not IsUUID: Dataverse's sequential Guids carry no RFC version.
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Lower case, with dashes. */
export const IsGuid = (): PropertyDecorator => column({ kind: 'guid' }, Matches(guid));

/** Guid of a row of `target` (an entity set); the property is named by the logical column, without `_` and `_value`. */
export const IsLookup = (target: string): PropertyDecorator => column({ kind: 'lookup', target }, Matches(guid));

/** Usually the three ISO letters; both systems let a company invent its own, up to five. */
export const IsCurrencyCode = (): PropertyDecorator => column({ kind: 'text' }, Length(1, 5));

/** Code of a legal entity, up to four characters, e.g. `usmf`; compared without case. */
export const IsLegalEntity = (): PropertyDecorator => column({ kind: 'text' }, Length(1, 4));
