import type { ODataResponse } from '../../odata/http';

/** Which of the three error shapes of finance-api.md 7.1 an answer has. */
export type FaultShape = 'odata' | 'router' | 'service' | 'plain' | 'empty';

export interface InnerFault {
  readonly message: string;
  readonly type: string;
}

/** Anything but success, thrown from wherever it is found out; the personality turns it into an answer. */
export class FinanceFault extends Error {
  constructor(
    readonly status: number,
    readonly shape: FaultShape,
    message: string,
    readonly type = '',
    readonly inner?: InnerFault,
  ) {
    super(message);
    this.name = 'FinanceFault';
  }
}

const types = {
  write: 'Microsoft.Dynamics.Platform.Integration.Services.OData.AxODataWriteException',
  odata: 'Microsoft.OData.ODataException',
  target: 'System.Reflection.TargetInvocationException',
  operation: 'System.InvalidOperationException',
};

export const faults = {
  /** The router found nothing to call: unknown set, badly quoted key, a part of the key missing. */
  noRoute: (uri: string): FinanceFault =>
    new FinanceFault(
      404,
      'router',
      `No HTTP resource was found that matches the request URI '${uri}'. No route data was found for this request.`,
    ),
  absentOnRead: (): FinanceFault => new FinanceFault(404, 'empty', ''),
  absentOnWrite: (status: number): FinanceFault =>
    new FinanceFault(status, 'odata', 'No resources were found when selecting for update.', types.write),
  /** The URL or one of its options makes no sense. */
  badQuery: (message: string): FinanceFault => new FinanceFault(400, 'odata', message, types.odata),
  badBody: (message: string): FinanceFault =>
    new FinanceFault(400, 'odata', 'Exception has been thrown by the target of an invocation.', types.target, {
      message,
      type: types.odata,
    }),
  write: (status: number, message: string): FinanceFault => new FinanceFault(status, 'odata', message, types.write),
  stale: (status: number): FinanceFault => new FinanceFault(status, 'odata', 'The record was changed by another user.', types.write),
  action: (status: number, action: string, entity: string, text: string): FinanceFault =>
    new FinanceFault(status, 'odata', `Exception occurred while executing action ${action} on Entity ${entity}: ${text}`, types.operation),
  forbidden: (message: string): FinanceFault => new FinanceFault(403, 'plain', message),
  notImplemented: (message: string): FinanceFault => new FinanceFault(501, 'plain', message),
  methodNotAllowed: (method: string): FinanceFault =>
    new FinanceFault(405, 'router', `The requested resource does not support http method '${method}'.`),
};

export const jsonType = 'application/json; odata.metadata=minimal; charset=utf-8';

export const faultResponse = (fault: FinanceFault): ODataResponse => {
  const headers = { 'Content-Type': jsonType, 'OData-Version': '4.0' };
  const stacktrace = fault.type === '' ? '' : `   at ${fault.type.replace(/\.\w+$/, '')}.Update.UpdateProcessor.Process()`;
  switch (fault.shape) {
    case 'empty':
      return { status: fault.status, headers: {}, body: '' };
    case 'router':
      return {
        status: fault.status,
        headers: { 'Content-Type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ Message: fault.message }),
      };
    case 'service':
      return {
        status: fault.status,
        headers: { 'Content-Type': 'application/json; charset=utf-8' },
        body: JSON.stringify({
          Message: 'An error has occurred.',
          ExceptionMessage: fault.message,
          ExceptionType: fault.type,
          StackTrace: stacktrace,
        }),
      };
    case 'plain':
      return { status: fault.status, headers, body: JSON.stringify({ error: { code: '', message: fault.message } }) };
    case 'odata': {
      const internalexception = fault.inner && { message: fault.inner.message, type: fault.inner.type, stacktrace: '' };
      const innererror = { message: fault.message, type: fault.type, stacktrace, ...(internalexception ? { internalexception } : {}) };
      return {
        status: fault.status,
        headers,
        body: JSON.stringify({ error: { code: '', message: 'An error has occurred.', innererror } }),
      };
    }
  }
};
