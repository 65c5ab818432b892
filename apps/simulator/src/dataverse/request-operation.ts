import type { ODataRequest } from '../odata/http';
import type { QueryOptions } from '../odata/query-options';
import type { Environment } from './environment';
import { DataverseError, failures } from './errors';
import { parseGuid } from './guids';
import { type Operation, parsePreferences } from './operation';
import type { DataverseCaller } from './ports';

/** What headers and URL of a request ask for. Throws when the caller may not call, or not in the name of whom it names. */
export const operationOf = (
  environment: Environment,
  request: ODataRequest<DataverseCaller>,
  api: string,
  options: QueryOptions | undefined,
): Operation => {
  const { headers, caller } = request;
  const users = environment.store(environment.byType('systemuser')!);
  const user = users.get(caller.userId);
  if (user === undefined || user['isdisabled'] === true) throw new DataverseError(401, '0x80040277', 'The user is unknown or disabled.');
  const impersonated = impersonatedUser(environment, headers['callerobjectid'], headers['mscrmcallerid']);
  const isOther = impersonated !== undefined && impersonated !== caller.userId;
  const ifMatch = condition(headers['if-match']);
  const ifNoneMatch = condition(headers['if-none-match']);
  const tag = options?.custom.get('tag');

  return {
    environment,
    api,
    userId: isOther ? impersonated : caller.userId,
    ...(isOther ? { actualUserId: caller.userId } : {}),
    preferences: parsePreferences(headers['prefer']),
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }),
    ...(tag === undefined ? {} : { tag }),
    bypassedSteps: new Set((headers['mscrm.bypassbusinesslogicexecutionstepids'] ?? '').split(',').map((id) => id.trim().toLowerCase())),
    bypassesAsynchronousSteps: /\bCustomAsync\b/i.test(headers['mscrm.bypassbusinesslogicexecution'] ?? ''),
    correlationId: parseGuid(headers['x-ms-correlation-id'] ?? '') ?? environment.newId(),
    references: request.references ?? new Map(),
    isInBatch: request.insideBatch === true,
    isSystem: false,
  };
};

/** The operation of control calls and rules: nobody's limits, nobody's statistics. */
export const systemOperation = (environment: Environment, userId: string): Operation => ({
  environment,
  api: '/api/data/v9.2',
  userId,
  preferences: parsePreferences(undefined),
  bypassedSteps: new Set(),
  bypassesAsynchronousSteps: false,
  correlationId: environment.newId(),
  references: new Map(),
  isInBatch: false,
  isSystem: true,
});

/** The literal word `null` overrides a cache and means nothing here. */
const condition = (header: string | undefined): string | undefined =>
  header === undefined || header.trim() === 'null' ? undefined : header.trim();

const impersonatedUser = (environment: Environment, objectId: string | undefined, callerId: string | undefined): string | undefined => {
  const given = objectId ?? callerId;
  if (given === undefined || given.trim() === '') return undefined;
  const id = parseGuid(given.trim());
  if (id === undefined) throw failures.callerInvalid(given);
  const users = environment.store(environment.byType('systemuser')!);
  const user = objectId === undefined ? users.get(id) : users.where('azureactivedirectoryobjectid', id)[0];
  const userId = user === undefined ? undefined : String(user['systemuserid']);
  if (userId === undefined || user?.['isdisabled'] === true) throw failures.callerInvalid(id);
  if (!environment.mayBeImpersonated(userId)) throw failures.privilegeMissing(userId, 'prvActOnBehalfOfAnotherUser', 'systemuser');

  return userId;
};
