import type { ODataResponse } from '../odata/http';
import { jsonAnswer, textAnswer } from './answers';
import { failures } from './errors';
import { serveEntityDefinitions } from './entity-definitions';
import { writeMetadata } from './metadata-document';
import { serveRelationshipDefinitions } from './relationship-definitions';
import type { Route } from './router';

/** Service document, `$metadata` and definitions: section 4.7. `undefined` when the path is something else. */
export const serveMetadata = (route: Route): ODataResponse | undefined => {
  const { segments, request } = route;
  const name = segments[0]?.name ?? '';
  const serve = routes.get(name);
  if (serve === undefined) return undefined;
  if (request.method === 'GET') return serve(route);
  if (name.endsWith('Definitions')) throw failures.notImplemented(`customisation through ${name}: define tables through /_sim/tables`);
  throw failures.methodNotAllowed(request.method);
};

const serviceDocument = ({ environment, operation }: Route): ODataResponse => {
  const value = environment
    .tables()
    .map(({ entitySet }) => ({ name: entitySet, kind: 'EntitySet', url: entitySet }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));

  return jsonAnswer(200, JSON.stringify({ '@odata.context': `${operation.api}/$metadata`, value }));
};

const routes: ReadonlyMap<string, (route: Route) => ODataResponse> = new Map([
  ['', serviceDocument],
  [
    '$metadata',
    ({ environment, options }: Route) =>
      textAnswer(writeMetadata(environment, options.custom.get('annotations') === 'true'), 'application/xml'),
  ],
  ['EntityDefinitions', serveEntityDefinitions],
  ['RelationshipDefinitions', serveRelationshipDefinitions],
  ['GlobalOptionSetDefinitions', serveRelationshipDefinitions],
]);
