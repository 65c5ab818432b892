import { ControlRefusal } from './control-refusal';

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The body of a control call as an object; no body counts as `{}`. */
export const readObject = (body: Buffer): JsonObject => {
  if (body.length === 0) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new ControlRefusal(`The body is not JSON: ${(cause as Error).message}`);
  }
  if (!isObject(parsed)) throw new ControlRefusal('The body must be a JSON object.');
  return parsed;
};

export const knownMembersOnly = (body: JsonObject, members: readonly string[], where = 'The body'): void => {
  const stranger = Object.keys(body).find((name) => !members.includes(name));
  if (stranger !== undefined) throw new ControlRefusal(`${where} has an unknown member '${stranger}'. Known are: ${members.join(', ')}.`);
};

export const textMember = (body: JsonObject, name: string): string => {
  const value = body[name];
  if (typeof value !== 'string' || value === '') throw new ControlRefusal(`'${name}' must be a text that is not empty.`);
  return value;
};

export const optionalText = (body: JsonObject, name: string): string | undefined => {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new ControlRefusal(`'${name}' must be a text.`);
  return value;
};

export const objectMember = (body: JsonObject, name: string): JsonObject => {
  const value = body[name];
  if (!isObject(value)) throw new ControlRefusal(`'${name}' must be an object.`);
  return value;
};

export const listMember = (body: JsonObject, name: string): JsonObject[] => {
  const value = body[name];
  if (!Array.isArray(value)) throw new ControlRefusal(`'${name}' must be a list.`);
  value.forEach((item, index) => {
    if (!isObject(item)) throw new ControlRefusal(`'${name}[${index}]' must be an object.`);
  });
  return value as JsonObject[];
};

export const wholeNumber = (value: unknown, name: string, least = 0): number => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least) {
    throw new ControlRefusal(`'${name}' must be a whole number of at least ${least}.`);
  }
  return value;
};

export const systemMember = (body: JsonObject): 'dataverse' | 'finance' => {
  const system = body['system'];
  if (system !== 'dataverse' && system !== 'finance') throw new ControlRefusal("'system' must be 'dataverse' or 'finance'.");
  return system;
};
