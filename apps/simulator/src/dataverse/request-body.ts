import type { ODataRequest } from '../odata/http';
import { isJsonObject, type JsonObject, readJson } from '../odata/json-reader';
import { DataverseError, failures } from './errors';

/** The JSON object in a body. Throws 415 for another content type, 400 for anything else than an object. */
export const bodyObject = (request: ODataRequest, entitySet: string): JsonObject => {
  const type = request.headers['content-type'];
  if (type !== undefined && !/^\s*application\/(?:[\w.+-]+\+)?json\b/i.test(type)) {
    throw new DataverseError(415, '0x80060888', `The content type '${type.slice(0, 200)}' is not supported: send application/json.`);
  }
  if (request.body.length === 0) throw failures.payload(entitySet, 'The request body is empty; a JSON object is expected.');
  const value = readJson(request.body.toString('utf8'));
  if (!isJsonObject(value)) throw failures.payload(entitySet, 'The request body must be a JSON object.');

  return value;
};
