import type { ODataResponse } from '../odata/http';
import { TokenStream } from '../odata/token-stream';
import { namedArguments } from '../odata/expression-parser';
import { jsonAnswer } from './answers';
import { fixedIds } from './environment';
import { DataverseError, failures } from './errors';
import type { Route } from './router';

/** Unbound functions and actions by name. A function must be called with GET. */
export const serveOperation = (route: Route): ODataResponse => {
  const { segments, request, address } = route;
  const [first] = segments;
  const name = first?.name.replace(/^Microsoft\.Dynamics\.CRM\./, '') ?? '';
  const serve = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (serve !== undefined && segments.length === 1) {
    if (request.method !== 'GET') throw failures.noResource(address);
    return serve(route);
  }
  if (scheduleActions.test(name) && request.method === 'POST') {
    if (route.operation.userId === fixedIds.applicationUser) {
      throw new DataverseError(403, '0x80040220', `Application users cannot call '${name}': a licensed user is needed.`);
    }
    throw failures.notImplemented(`the schedule action '${name}'`);
  }
  if (first !== undefined && first.arguments !== undefined && request.method === 'GET' && first.arguments.unnamed === undefined) {
    throw failures.segmentUnknown(first.name);
  }
  throw failures.segmentUnknown(first?.name ?? '');
};

const functions: Readonly<Record<string, (route: Route) => ODataResponse>> = {
  WhoAmI: ({ operation }) =>
    jsonAnswer(
      200,
      JSON.stringify({
        '@odata.context': `${operation.api}/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse`,
        BusinessUnitId: fixedIds.businessUnit,
        UserId: operation.userId,
        OrganizationId: fixedIds.organization,
      }),
    ),

  RetrieveTotalRecordCount: ({ operation, segments, options }) => {
    const text = `(${segments[0]!.arguments?.text ?? ''})`;
    const names = namedArguments(new TokenStream(text, options.aliases)).get('EntityNames');
    if (names === undefined || !('length' in names))
      throw failures.syntax("RetrieveTotalRecordCount needs EntityNames=['<logical name>'].");
    const counts = names.map(({ value }) => {
      const table = operation.environment.byType(String(value));
      if (table === undefined) throw failures.invalidArgument(`The entity with a name = '${String(value)}' was not found.`);
      return { name: table.logicalName, count: operation.environment.store(table).size };
    });
    return jsonAnswer(
      200,
      JSON.stringify({
        '@odata.context': `${operation.api}/$metadata#Microsoft.Dynamics.CRM.RetrieveTotalRecordCountResponse`,
        EntityRecordCountCollection: {
          Count: counts.length,
          IsReadOnly: false,
          Keys: counts.map(({ name }) => name),
          Values: counts.map(({ count }) => count),
        },
      }),
    );
  },

  RetrieveVersion: ({ operation }) =>
    jsonAnswer(
      200,
      JSON.stringify({
        '@odata.context': `${operation.api}/$metadata#Microsoft.Dynamics.CRM.RetrieveVersionResponse`,
        Version: '9.2.24091.00188',
      }),
    ),
};

const scheduleActions =
  /^msdyn_(?:CreateProjectV1|CreateTeamMemberV1|CreateOperationSetV1|ExecuteOperationSetV1|AbandonOperationSetV1|Pss(?:Create|Update|Delete)V[12])$/;
