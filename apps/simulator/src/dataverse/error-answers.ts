import { ODataProblem, type ODataResponse } from '../odata/http';
import { DataverseError, failures } from './errors';
import { parsePreferences } from './operation';

/** Whatever was thrown, as the Web API answers it. */
export const errorAnswer = (error: unknown, requestId: string, prefer: string | undefined): ODataResponse => {
  const failure = asFailure(error);
  const details = parsePreferences(prefer).annotations.some((pattern) => pattern === '*' || pattern.startsWith('Microsoft.PowerApps.CDS'));
  const body = {
    error: {
      code: failure.code,
      message: failure.message,
      ...(details
        ? {
            '@Microsoft.PowerApps.CDS.ErrorDetails.OperationStatus': '0',
            '@Microsoft.PowerApps.CDS.ErrorDetails.SubErrorCode': '2147746581',
            '@Microsoft.PowerApps.CDS.HelpLink': `http://go.microsoft.com/fwlink/?LinkID=398563&error=Microsoft.Crm.CrmException%3a${failure.code.slice(2)}&client=platform`,
            '@Microsoft.PowerApps.CDS.InnerError.Message': failure.message,
          }
        : {}),
    },
  };
  return {
    status: failure.status,
    headers: {
      REQ_ID: requestId,
      'Content-Type': 'application/json; odata.metadata=minimal',
      'OData-Version': '4.0',
    },
    body: JSON.stringify(body),
  };
};

const asFailure = (error: unknown): DataverseError => {
  if (error instanceof DataverseError) return error;
  if (error instanceof ODataProblem) return problemFailure(error);
  // Not reached as far as we know. Input must never make a 500, so it is told apart by its text, for whoever reads the report.
  return new DataverseError(400, '0x80040216', `An unexpected error occurred. ${error instanceof Error ? error.message : String(error)}`);
};

const problemFailure = (problem: ODataProblem): DataverseError => {
  switch (problem.kind) {
    case 'syntax':
    case 'type-mismatch':
    case 'unknown-property':
      return failures.syntax(problem.message);
    case 'unknown-segment':
      return failures.segmentUnknown(problem.message);
    case 'bad-key':
      return new DataverseError(400, '0x80060888', `Bad Request - Error in query syntax. ${problem.message}`);
    case 'bad-json':
      return failures.payload('', problem.message);
    case 'bad-batch':
      return failures.batch(problem.message);
    case 'unsupported':
      return failures.unsupported(problem.message);
    case 'not-implemented':
      return failures.notImplemented(problem.message);
  }
};
