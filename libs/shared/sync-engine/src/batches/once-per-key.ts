import { sqlStateOf } from '@concord/persistence';

const uniqueViolation = '23505';
const mostTries = 5;

/**
 * Two replicas that meet both halves of one new record at the same time both make its link; the database lets one of them. The other does its
 * transaction again, and then finds the link.
 */
export const oncePerKey = async <R>(work: () => Promise<R>): Promise<R> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (sqlStateOf(error) !== uniqueViolation || attempt === mostTries) throw error;
    }
  }
};
