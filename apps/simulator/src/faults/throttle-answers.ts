import type { ODataResponse } from '../odata/http';
import type { SystemName } from '../statistics/statistics';
import type { LimitsFault, ThrottleFault } from './fault-members';

type Limit = 'requests' | 'executionTime' | 'concurrency' | 'resource';

const documented: LimitsFault = { requests: 6000, executionSeconds: 1200, concurrent: 52, windowSeconds: 300 };

/** Codes and texts of dataverse-web-api.md section 14.1. */
const dataverseTexts: Readonly<Record<Limit, { code: string; text: (limits: LimitsFault) => string }>> = {
  requests: {
    code: '0x80072322',
    text: ({ requests, windowSeconds }) =>
      `Number of requests exceeded the limit of ${requests} over time window of ${windowSeconds} seconds.`,
  },
  executionTime: {
    code: '0x80072321',
    text: ({ executionSeconds, windowSeconds }) =>
      `Combined execution time of incoming requests exceeded limit of ${(executionSeconds * 1000).toLocaleString('en-US')} milliseconds over time window of ${windowSeconds} seconds. Decrease number of concurrent requests or reduce the duration of requests and try again later.`,
  },
  concurrency: {
    code: '0x80072326',
    text: ({ concurrent }) => `Number of concurrent requests exceeded the limit of ${concurrent}.`,
  },
  resource: {
    code: '0x8005F103',
    text: () => 'This request could not be processed at this time due to system experiencing high resource utilization.',
  },
};

/** Texts of finance-api.md section 6. */
const financeTexts: Readonly<Record<Limit, (limits: LimitsFault) => string>> = {
  requests: ({ requests, windowSeconds }) =>
    `Number of requests exceeded the limit of ${requests} over the time window of ${windowSeconds} seconds.`,
  executionTime: ({ executionSeconds, windowSeconds }) =>
    `Combined execution time of incoming requests exceeded the limit of ${executionSeconds} seconds over the time window of ${windowSeconds} seconds. Decrease the number of concurrent requests or reduce the duration of requests and try again later.`,
  concurrency: ({ concurrent }) => `Number of concurrent requests exceeded the limit of ${concurrent}.`,
  resource: () => 'This request could not be processed at this time due to system experiencing high resource utilization.',
};

const limitOf = ({ mode, limit }: ThrottleFault): Limit => {
  if (mode !== 'user') return mode;
  return limit === 'time' ? 'executionTime' : (limit ?? 'requests');
};

/** 429 in the words of the system. `retryAfter` null leaves the header out, which a Finance in trouble may do. */
export const throttleAnswer = (
  system: SystemName,
  limit: Limit,
  retryAfter: number | null,
  limits: LimitsFault = documented,
): ODataResponse => {
  const error =
    system === 'dataverse'
      ? { code: dataverseTexts[limit].code, message: dataverseTexts[limit].text(limits) }
      : { code: '', message: financeTexts[limit](limits) };
  return {
    status: 429,
    headers: {
      'Content-Type':
        system === 'dataverse' ? 'application/json; odata.metadata=minimal' : 'application/json; odata.metadata=minimal; charset=utf-8',
      'OData-Version': '4.0',
      ...(retryAfter === null ? {} : { 'Retry-After': String(Math.ceil(retryAfter)) }),
    },
    body: JSON.stringify({ error }),
  };
};

export const throttleFaultAnswer = (system: SystemName, fault: ThrottleFault): ODataResponse =>
  throttleAnswer(system, limitOf(fault), fault.retryAfter);
