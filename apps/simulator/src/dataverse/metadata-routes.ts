import type { ODataResponse } from '../odata/http';
import { jsonAnswer, textAnswer } from './answers';
import { failures } from './errors';
import { serveEntityDefinitions } from './entity-definitions';
import type { Route } from './router';
import { writeMetadata } from './metadata-document';

/** Service document, `$metadata`, `EntityDefinitions`: section 4.7. `undefined` when the path is something else. */
export const serveMetadata = (route: Route): ODataResponse | undefined => {
  const { segments, request, operation, environment, options } = route;
  const first = segments[0]?.name;
  if (first !== undefined && first !== '$metadata' && first !== 'EntityDefinitions') return undefined;
  if (request.method !== 'GET')
    throw first === 'EntityDefinitions'
      ? failures.notImplemented('customisation through EntityDefinitions')
      : failures.methodNotAllowed(request.method);
  if (first === 'EntityDefinitions') return serveEntityDefinitions(route);
  if (first === '$metadata') return textAnswer(writeMetadata(environment, options.custom.get('annotations') === 'true'), 'application/xml');
  const value = environment
    .tables()
    .map(({ entitySet }) => ({ name: entitySet, kind: 'EntitySet', url: entitySet }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));

  return jsonAnswer(200, JSON.stringify({ '@odata.context': `${operation.api}/$metadata`, value }));
};
