import { SystemRefused, type Classified } from '../http/classified';
import { TableProblem } from '../capture/table-problem';
import { UnwritableValue } from '../dataverse/dataverse-values';

/** A write that cannot be put into a request. Anything else is rethrown. */
export const unsendable = (error: unknown): Classified => {
  if (error instanceof UnwritableValue)
    return {
      class: 'permanent',
      code: 'VALUE_DOES_NOT_FIT',
      message: error.message,
      remedy: error.remedy,
      status: 0,
    };
  throw error;
};

/** Why no write of a table can be sent at all. Anything else is rethrown. */
export const tableUnusable = (error: unknown): Classified => {
  if (error instanceof TableProblem)
    return { class: 'configuration', code: 'TABLE_NOT_USABLE', message: error.message, remedy: error.message, status: 0 };
  if (error instanceof SystemRefused) return error.reason;
  throw error;
};
