import type { ODataResponse } from '../../odata/http';
import { jsonType } from '../wire/finance-fault';

const edmTypes: Readonly<Record<string, string>> = { string: 'Edm.String', boolean: 'Edm.Boolean', number: 'Edm.Int32' };

/** The result of an action: 200 with its value, or 204 when there is nothing to return. finance-api.md 3.9. */
export const actionAnswer = (value: string | boolean | number | undefined, origin: string): ODataResponse => {
  if (value === undefined) return { status: 204, headers: { 'OData-Version': '4.0' }, body: '' };
  return {
    status: 200,
    headers: { 'Content-Type': jsonType, 'OData-Version': '4.0' },
    body: JSON.stringify({ '@odata.context': `${origin}/data/$metadata#${edmTypes[typeof value] ?? 'Edm.String'}`, value }),
  };
};
