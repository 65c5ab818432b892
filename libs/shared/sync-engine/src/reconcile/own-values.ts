import type { Row, Scalar, System } from '@concord/contracts';
import type { CompareColumn } from '@concord/table-maps';
import type { Side } from '../links/link';
import { hasSent } from '../links/sent-values';
import type { MapPlan } from './map-plan';

/** A value that one of our unanswered or refused revisions carries: seeing it is no sign that somebody edited the record. */
export const wasSentByUs = (plan: MapPlan, system: System, side: Side, column: string, value: Scalar | undefined): boolean =>
  side.sent !== null && hasSent(side.sent, column, (sent) => plan.same[system](column, sent, value));

/** Whether `whole` knows every column of `row`, and holds its value. */
export const holdsAll = (same: CompareColumn, whole: Row, row: Row): boolean => {
  for (const column of Object.keys(row)) if (!(column in whole) || !same(column, whole[column], row[column])) return false;
  return true;
};
