/**
 * The id of a virtual table's row: the entity's number in this environment in the first four bytes, the record id of the root table in
 * the last eight, little-endian. Source: finance-api.md 5.3, verified there on a captured payload.
 */
export const virtualRowId = (entityNumber: number, recordId: number | bigint): string => {
  const first = entityNumber.toString(16).padStart(8, '0');
  const last = Buffer.alloc(8);
  last.writeBigUInt64LE(BigInt(recordId));
  const hex = last.toString('hex');
  return `${first}-0000-0000-${hex.slice(0, 4)}-${hex.slice(4)}`;
};
