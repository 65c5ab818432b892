import { sqlStateOf } from '@concord/persistence';

const uniqueViolation = '23505';
const mostTries = 5;

/**
 * Two replicas that meet both halves of one new record at the same time both make its link; the database lets one of them. The other does its
 * transaction again, and then finds the link.
 *
 * @param work is told whether this is the first time: it may count on nothing being there that it has not read, and has to do without from then on
 */
export const oncePerKey = async <R>(work: (isFirst: boolean) => Promise<R>): Promise<R> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt === 1);
    } catch (error) {
      if (sqlStateOf(error) !== uniqueViolation || attempt === mostTries) throw error;
    }
  }
};
