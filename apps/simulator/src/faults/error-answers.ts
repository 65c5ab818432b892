import { type ODataResponse, reasonPhrase } from '../odata/http';
import type { SystemName } from '../statistics/statistics';
import { dataverseCodes } from './dataverse-codes';
import type { ErrorCode } from './fault-members';

const htmlPage = (status: number): string =>
  `<html>\r\n<head><title>${status} ${titles[status] ?? reasonPhrase(status)}</title></head>\r\n<body>\r\n<center><h1>${status} ${titles[status] ?? reasonPhrase(status)}</h1></center>\r\n</body>\r\n</html>\r\n`;

const titles: Readonly<Record<number, string>> = { 502: 'Bad Gateway', 503: 'Service Temporarily Unavailable', 504: 'Gateway Time-out' };

/** An answer of Dataverse with a code of its own choosing: dataverse-web-api.md 15.1. Text and status are the code's unless given. */
export const codedAnswer = ({ code, message }: ErrorCode, status: number | undefined): ODataResponse => {
  const known = Object.entries(dataverseCodes).find(([name]) => name.toLowerCase() === code.toLowerCase())?.[1];

  return dataverseAnswer(status ?? known?.status ?? 500, code, message ?? known?.message ?? 'An error that /_sim/faults asked for.');
};

const dataverseAnswer = (status: number, code: string, message: string): ODataResponse => ({
  status,
  headers: { 'Content-Type': 'application/json; odata.metadata=minimal', 'OData-Version': '4.0' },
  body: JSON.stringify({ error: { code, message } }),
});

/** A request that failed for no fault of its own, and was not applied. A network device in front answers HTML: finance-api.md 7.1. */
export const errorAnswer = (
  system: SystemName,
  status: number,
  html = status === 502 || status === 503 || status === 504,
): ODataResponse => {
  if (html && system === 'finance') return { status, headers: { 'Content-Type': 'text/html' }, body: htmlPage(status) };
  if (system === 'dataverse') {
    const code = status === 503 ? '0x80044183' : '0x80040216';
    return dataverseAnswer(status, code, `The service is having a bad moment (${status}), as told by /_sim/faults.`);
  }
  const body = {
    error: {
      code: '',
      message: 'An error has occurred.',
      innererror: {
        message: `An unexpected X++ error occurred (${status}), as told by /_sim/faults.`,
        type: 'Microsoft.Dynamics.Ax.Xpp.ErrorException',
        stacktrace: '',
      },
    },
  };
  return {
    status,
    headers: { 'Content-Type': 'application/json; odata.metadata=minimal', 'OData-Version': '4.0' },
    body: JSON.stringify(body),
  };
};
