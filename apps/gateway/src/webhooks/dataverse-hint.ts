/** Logical name of the table that a Dataverse webhook is about, and the row's id where it is given; undefined: not understood. */
export const parseDataverseHint = (
  body: unknown,
  entityHeader: string | undefined,
): { readonly logicalName: string; readonly id?: string } | undefined => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const context = body as Readonly<Record<string, unknown>>;
  const name = typeof context['PrimaryEntityName'] === 'string' ? context['PrimaryEntityName'] : entityHeader;
  if (name === undefined || !/^[a-z][a-z0-9_]*$/.test(name)) return undefined;
  const id = context['PrimaryEntityId'];
  return { logicalName: name, ...(typeof id === 'string' ? { id: id.toLowerCase() } : {}) };
};
