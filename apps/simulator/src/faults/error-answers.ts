import { type ODataResponse, reasonPhrase } from '../odata/http';
import type { SystemName } from '../statistics/statistics';
import { dataverseCodes } from './dataverse-codes';
import type { ErrorFault } from './fault-members';

/**
 * A request that failed for no fault of its own, and was not applied. A network device in front of Finance answers HTML:
 * finance-api.md 7.1.
 */
export const errorAnswer = (
  system: SystemName,
  status: number,
  html = status === 502 || status === 503 || status === 504,
): ODataResponse => {
  if (system === 'finance') {
    return html
      ? { status, headers: { 'Content-Type': 'text/html' }, body: htmlPage(status) }
      : financeError(
          status,
          `An unexpected X++ error occurred (${status}), as told by /_sim/faults.`,
          'Microsoft.Dynamics.Ax.Xpp.ErrorException',
        );
  }
  const code = status === 503 ? '0x80044183' : '0x80040216';

  return dataverseError(status, code, `The service is having a bad moment (${status}), as told by /_sim/faults.`);
};

/** The error that `/_sim/faults` names. A code of dataverse-web-api.md 15.1 brings its status and text unless they are given. */
export const chosenAnswer = (system: SystemName, { code, message }: ErrorFault, status: number | undefined): ODataResponse => {
  if (system === 'finance') {
    const type = 'Microsoft.Dynamics.Platform.Integration.Services.OData.AxODataWriteException';
    return financeError(status ?? 500, message ?? 'An unexpected X++ error occurred.', type);
  }
  const wanted = code ?? '0x80040216';
  const known = Object.entries(dataverseCodes).find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1];

  return dataverseError(status ?? known?.status ?? 500, wanted, message ?? known?.message ?? 'An error that /_sim/faults asked for.');
};

const dataverseError = (status: number, code: string, message: string): ODataResponse => json(status, { error: { code, message } });

const financeError = (status: number, message: string, type: string): ODataResponse =>
  json(status, { error: { code: '', message: 'An error has occurred.', innererror: { message, type, stacktrace: '' } } });

const json = (status: number, body: object): ODataResponse => ({
  status,
  headers: { 'Content-Type': 'application/json; odata.metadata=minimal', 'OData-Version': '4.0' },
  body: JSON.stringify(body),
});

const titles: Readonly<Record<number, string>> = { 502: 'Bad Gateway', 503: 'Service Temporarily Unavailable', 504: 'Gateway Time-out' };

const htmlPage = (status: number): string => {
  const title = `${status} ${titles[status] ?? reasonPhrase(status)}`;

  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`;
};
