/** An answer that Dataverse gives for reasons of its own: status, and the text of the code. */
export interface CodedError {
  readonly status: number;
  readonly message: string;
}

/**
 * The codes of dataverse-web-api.md 15.1 that no request can bring about here (a deadlock, an expired licence): `POST /_sim/faults` with
 * `errorRate` and one of them makes requests fail that way. Statuses in brackets there are the first one given.
 */
export const dataverseCodes: Readonly<Record<string, CodedError>> = {
  '0x8005F103': { status: 429, message: 'Too many requests.' },
  '0x80040216': { status: 500, message: 'An unexpected error occurred.' },
  '0x80044150': {
    status: 400,
    message:
      'Generic SQL error. CRM ErrorCode: -2147204784 Sql ErrorCode: -2146232060 Sql Number: 1205 Transaction was deadlocked on lock resources with another process and has been chosen as the deadlock victim. Rerun the transaction.',
  },
  '0x80040255': { status: 400, message: 'Transaction Aborted.' },
  '0x80040251': {
    status: 400,
    message: 'There is no active transaction. This error is usually caused by custom plug-ins that ignore errors.',
  },
  '0x80044151': { status: 400, message: 'SQL timeout expired.' },
  '0x80044339': { status: 400, message: 'Could not obtain lock on resource.' },
  '0x80071154': { status: 400, message: 'A concurrent operation is running. Try again later.' },
  '0x80040333': {
    status: 412,
    message: 'A record was not created or updated because a duplicate of the current record already exists.',
  },
  '0x80060883': {
    status: 400,
    message: 'The RowVersion property must be provided when the value of ConcurrencyBehavior is IfVersionMatches.',
  },
  '0x80072494': { status: 400, message: 'The metadata version of the client does not match that of the server. Refresh the metadata.' },
  '0x80040277': { status: 401, message: 'The user is unknown or disabled.' },
  '0x80048306': { status: 403, message: 'The user does not have access to this record.' },
  '0x80040231': { status: 403, message: 'The principal lacks a privilege that the operation needs.' },
  '0x80050304': { status: 403, message: 'The user does not hold the necessary license.' },
  '0x8004A104': { status: 403, message: 'The organization is disabled.' },
  '-2147220839': { status: 400, message: 'CrmCheckPrivilege failed.' },
};
