/** PostgreSQL gave up one of two transactions that stood in each other's way; the same work, begun anew, passes. */
const conflictStates = new Set(['40001', '40P01']);

/** The SQLSTATE of a driver error, however TypeORM wrapped it; undefined where there is none. */
export const sqlStateOf = (error: unknown): string | undefined => {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };

  return sqlStateOf(driverError) ?? (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined);
};

export const isConflict = (error: unknown): boolean => conflictStates.has(sqlStateOf(error) ?? '');
