/**
 * Record id of the root table out of a row's etag: `W/"<base64>"` of `'<recVersion>,<recId>;...'`, the root's pair first.
 * Undefined when the etag is not of that form. As decimal text: it may exceed what a number holds.
 */
export const recordIdOfEtag = (etag: string | undefined): string | undefined => {
  const encoded = /^W\/"([^"]+)"$/.exec(etag ?? '')?.[1];
  if (encoded === undefined) return undefined;
  return /^'?-?\d+,(\d+)/.exec(Buffer.from(encoded, 'base64').toString('latin1'))?.[1];
};

/** Record id of the root table out of a virtual table row's id: its last eight bytes, the lowest first. Undefined when it is no Guid. */
export const recordIdOfVirtualRow = (virtualRowId: string): string | undefined => {
  const hex = virtualRowId.replaceAll(/[-{}]/g, '');
  if (!/^[0-9a-f]{32}$/i.test(hex)) return undefined;
  const bytes = hex.slice(16).match(/../g) ?? [];
  return BigInt(`0x${[...bytes].reverse().join('')}`).toString();
};
