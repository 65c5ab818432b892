import type { Row } from '../../odata/model';
import { RECORD_ID, RECORD_VERSION } from '../definitions/finance-table';

/** `W/"base64('<recVersion>,<recId>')"`, single quotes included: finance-api.md 2.6. */
export const etagOf = (row: Row): string =>
  `W/"${Buffer.from(`'${String(row[RECORD_VERSION])},${String(row[RECORD_ID])}'`).toString('base64')}"`;

/** Whether an `If-Match` header lets the row pass: `*`, or one of the listed etags. */
export const ifMatchPasses = (header: string, row: Row): boolean => {
  if (header.trim() === '*') return true;
  const etag = etagOf(row);
  return header.split(',').some((candidate) => candidate.trim() === etag || `W/${candidate.trim()}` === etag);
};
