import { ControlRefusal } from '../../control/control-refusal';
import { isObject, type JsonObject } from '../../control/read-body';

/** Members of a table definition; each throws `ControlRefusal` that says where it stands. */

export const text = (object: JsonObject, name: string, where: string): string => {
  const value = object[name];
  if (typeof value !== 'string' || value === '') throw new ControlRefusal(`'${name}' of ${where} must be a text that is not empty.`);
  return value;
};

export const optional = (object: JsonObject, name: string): string | undefined => {
  const value = object[name];
  return typeof value === 'string' ? value : undefined;
};

export const flag = (object: JsonObject, name: string, otherwise: boolean): boolean => {
  const value = object[name];
  if (value === undefined) return otherwise;
  if (typeof value !== 'boolean') throw new ControlRefusal(`'${name}' must be true or false.`);
  return value;
};

export const list = (object: JsonObject, name: string, where: string): JsonObject[] => {
  const value = object[name] ?? [];
  if (!Array.isArray(value) || !value.every(isObject)) throw new ControlRefusal(`'${name}' of ${where} must be a list of objects.`);
  return value;
};

export const names = (value: unknown, where: string): string[] => {
  if (!Array.isArray(value) || !value.every((name): name is string => typeof name === 'string')) {
    throw new ControlRefusal(`'${where}' must be a list of names.`);
  }
  return value;
};
