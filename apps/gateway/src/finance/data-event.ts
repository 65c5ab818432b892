import type { Row, Scalar } from '@concord/contracts';
import { recordIdOfVirtualRow } from './etag';

/** What an event tells: which record of which entity may have changed. Never the values: they are read. */
export interface FinanceHint {
  /** Physical name of the entity, lower case, as in `mserp_<name>`. */
  readonly entity: string;
  /** Record id of the root table, decimal text. */
  readonly recordId?: string;
  /** Attributes by lower-cased property name, for those that are plain values. */
  readonly attributes: Readonly<Record<string, Scalar>>;
}

export type ParsedEvent = { readonly kind: 'data'; readonly hint: FinanceHint } | { readonly kind: 'business'; readonly id: string };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * One event out of the body of a request, of either system's envelope; undefined: not understood.
 * Data events are Dataverse's execution context with a virtual table; business events are flat objects.
 */
export const parseFinanceEvent = (body: unknown): ParsedEvent | undefined => {
  if (!isObject(body)) return undefined;
  const name = body['PrimaryEntityName'];
  if (typeof name === 'string' && name !== '') return dataEvent(name, body);
  const id = body['BusinessEventId'];
  return typeof id === 'string' && id !== '' ? { kind: 'business', id } : undefined;
};

const dataEvent = (name: string, body: Readonly<Record<string, unknown>>): ParsedEvent => {
  const parameters = Array.isArray(body['InputParameters']) ? body['InputParameters'] : [];
  const target = parameters.filter(isObject).find((parameter) => parameter['key'] === 'Target')?.['value'];
  const targetId = isObject(target) ? (target['Id'] ?? target['id']) : undefined;
  const id = [targetId, body['PrimaryEntityId']]
    .filter((candidate): candidate is string => typeof candidate === 'string')
    .map(recordIdOfVirtualRow)
    .find((candidate) => candidate !== undefined && candidate !== '0');
  return {
    kind: 'data',
    hint: {
      entity: name.toLowerCase().replace(/^mserp_/, ''),
      attributes: isObject(target) ? attributesOf(target['Attributes']) : {},
      ...(id === undefined ? {} : { recordId: id }),
    },
  };
};

const attributesOf = (attributes: unknown): Record<string, Scalar> => {
  const found: Record<string, Scalar> = {};
  for (const attribute of Array.isArray(attributes) ? attributes : []) {
    if (!isObject(attribute) || typeof attribute['key'] !== 'string') continue;
    const value = attribute['value'];
    const name = attribute['key'].toLowerCase().replace(/^mserp_/, '');
    if (typeof value === 'string') found[name] = dotNetDate(value);
    else if (typeof value === 'number' || typeof value === 'boolean') found[name] = value;
  }
  return found;
};

/** `/Date(1767225600000)/` as the day it stands for; other text as it is. */
const dotNetDate = (text: string): string => {
  const milliseconds = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/.exec(text)?.[1];
  return milliseconds === undefined ? text : new Date(Number(milliseconds)).toISOString().slice(0, 10);
};

/** The record's whole key, where the event carries it; undefined otherwise, as in updates and deletes. */
export const keyOfHint = (key: readonly string[], enums: ReadonlySet<string>, hint: FinanceHint): Row | undefined => {
  const found: Record<string, Scalar> = {};
  for (const name of key) {
    const value = hint.attributes[name.toLowerCase()];
    if (value === undefined || enums.has(name)) return undefined; // an enum's number in an event is not stable
    found[name] = value;
  }
  return found;
};
