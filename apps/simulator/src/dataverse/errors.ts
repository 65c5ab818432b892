/** An answer that is an error, in the shape of the Web API: section 1.4 of the reference. */
export class DataverseError extends Error {
  constructor(
    readonly status: number,
    /** `0x` and eight digits, or empty. */
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'DataverseError';
  }
}

/** The errors of section 15, each with its status, code and text in one place. */
export const failures = {
  rowMissing: (logicalName: string, id: string) => new DataverseError(404, '0x80040217', `${logicalName} With Id = ${id} Does Not Exist`),
  rowsMissing: (logicalName: string, ids: readonly string[]) =>
    new DataverseError(404, '0x80040217', `${logicalName} With Ids = ${ids.join(', ')} Do Not Exist`),
  keyMatchesNothing: (logicalName: string) =>
    new DataverseError(404, '0x80060891', `A record with the specified key values does not exist in ${logicalName} entity`),
  keyNotDeclared: (logicalName: string) =>
    new DataverseError(
      400,
      '0x80060888',
      `The key in the request URI is not valid for resource 'Microsoft.Dynamics.CRM.${logicalName}'. Ensure that the names and number of key properties match the declared or alternate key properties for the resource 'Microsoft.Dynamics.CRM.${logicalName}'.`,
    ),
  segmentUnknown: (segment: string) => new DataverseError(404, '0x8006088A', `Resource not found for the segment '${segment}'.`),
  noResource: (uri: string) => new DataverseError(404, '', `No HTTP resource was found that matches the request URI '${uri}'.`),
  methodNotAllowed: (method: string) =>
    new DataverseError(405, '0x8006088A', `The requested resource does not support http method '${method}'.`),
  syntax: (message: string) => new DataverseError(400, '0x8006088A', `Bad Request - Error in query syntax. ${message}`),
  unsupported: (message: string) => new DataverseError(400, '0x80060888', message),
  propertyUnknown: (name: string, logicalName: string) =>
    new DataverseError(400, '0x0', `Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.${logicalName}'.`),
  bodyPropertyUnknown: (name: string, logicalName: string) =>
    new DataverseError(
      400,
      '0x0',
      `An error occurred while validating input parameters: Microsoft.Crm.CrmException: Invalid property '${name}' was found in entity 'Microsoft.Dynamics.CRM.${logicalName}'. ---> Microsoft.OData.ODataException: The property '${name}' does not exist on type 'Microsoft.Dynamics.CRM.${logicalName}'. Make sure to only use property names that are defined by the type.`,
    ),
  payload: (entitySet: string, inner: string) =>
    new DataverseError(
      400,
      '0x80048d19',
      `Error identified in Payload provided by the user for Entity :'${entitySet}', For more information on this error please follow this help link https://go.microsoft.com/fwlink/?linkid=2195293  ---->  InnerException : Microsoft.OData.ODataException: ${inner}`,
    ),
  batch: (message: string) =>
    new DataverseError(400, '0x80048d19', `Error identified in Payload provided by the user for Entity :'', ${message}`),
  streamNotReadable: () =>
    failures.batch(
      'For more information on this error please follow this help link https://go.microsoft.com/fwlink/?linkid=2195293  ---->  InnerException : System.ArgumentException: Stream was not readable',
    ),
  undeclaredNavigation: (entitySet: string, name: string) =>
    failures.payload(
      entitySet,
      `An undeclared property '${name}' which only has property annotations in the payload but no property value was found in the payload. In OData, only declared navigation properties and declared named streams can be represented as properties without values.`,
    ),
  invalidArgument: (message: string) => new DataverseError(400, '0x80040203', message),
  requiredNull: (column: string, logicalName: string) =>
    new DataverseError(
      400,
      '0x80040203',
      `The column '${column}' of '${logicalName}' is required by the system and cannot be set to null.`,
    ),
  textTooLong: (column: string, logicalName: string, maximum: number) =>
    new DataverseError(
      400,
      '0x80044331',
      `A validation error occurred.  The length of the '${column}' attribute of the '${logicalName}' entity exceeded the maximum allowed length of '${maximum}'.`,
    ),
  choiceOutOfRange: (column: string, logicalName: string, value: number, accepted: readonly number[]) =>
    new DataverseError(
      400,
      '0x8004431A',
      `A validation error occurred.  The value ${value} of '${column}' on record of type '${logicalName}' is outside the valid range. Accepted Values: ${accepted.join(',')}`,
    ),
  numberOutOfRange: (column: string, logicalName: string, value: string) =>
    new DataverseError(
      400,
      '0x8004432F',
      `A validation error occurred.  The value ${value} of '${column}' on record of type '${logicalName}' is outside the valid range.`,
    ),
  ruleRefused: (message: string) => new DataverseError(400, '0x80040265', message),
  statusDoesNotFit: (status: number, state: string, logicalName: string, id: string) =>
    new DataverseError(
      400,
      '0x80048408',
      `${status} is not a valid status code for state code ${capitalised(logicalName)}State.${state} on ${logicalName} with Id ${id}.`,
    ),
  duplicateId: () => new DataverseError(412, '0x80040237', 'Cannot insert duplicate key.'),
  exists: () => new DataverseError(412, '0x80040237', 'A record with matching key values already exists.'),
  duplicateAlternateKey: (key: string, columns: readonly string[]) =>
    new DataverseError(
      412,
      '0x80060892',
      `Entity Key ${key} violated. A record with the same value for ${columns.join(', ')} already exists. A duplicate record cannot be created. Select one or more unique values and try again.`,
    ),
  versionMismatch: () =>
    new DataverseError(412, '0x80060882', "The version of the existing record doesn't match the RowVersion property provided."),
  concurrencyOff: (logicalName: string) =>
    new DataverseError(
      400,
      '0x8006088D',
      `Optimistic concurrency isn't enabled for entity type ${logicalName}. The IfVersionMatches behavior can only be used if optimistic concurrency is enabled.`,
    ),
  associated: () =>
    new DataverseError(405, '0x80040227', 'The object you tried to delete is associated with another object and cannot be deleted.'),
  trackingOff: (logicalName: string) => new DataverseError(400, '0x80072491', `Entity ${logicalName} isn't enabled for change tracking.`),
  notWithTracking: (option: string) =>
    new DataverseError(400, '0x80060888', `The "${option}" query parameter isn't supported when Change Tracking is enabled.`),
  tokenExpired: () =>
    new DataverseError(400, '0x80044352', 'Version stamp associated with the client has expired. Please perform a full sync.'),
  cookieInvalid: () => new DataverseError(400, '0x8004430A', 'The paging cookie is not valid.'),
  privilegeMissing: (userId: string, privilege: string, logicalName: string) =>
    new DataverseError(
      403,
      '0x80040220',
      `Principal user (Id=${userId}, type=8) is missing ${privilege} privilege on entity '${logicalName}'.`,
    ),
  callerInvalid: (id: string) => new DataverseError(403, '0x80048D1A', `Invalid Caller Id. No user with id ${id} can be impersonated.`),
  notImplemented: (feature: string) => new DataverseError(501, '0x80060888', `The simulator does not implement ${feature}.`),
  unexpected: () => new DataverseError(400, '0x80040216', 'An unexpected error occurred.'),
} as const;

export const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
