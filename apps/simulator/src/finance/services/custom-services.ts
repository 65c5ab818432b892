import { ownMember } from '../../shell/own-member';
import { isJsonObject, type JsonObject, readJson } from '../../odata/json-reader';
import { ODataProblem, type ODataRequest, type ODataResponse } from '../../odata/http';
import { decodePart } from '../../odata/query-options';
import { parseInstant } from '../../odata/tokens';
import { splitUrl } from '../../shell/url';
import type { FinanceUser } from '../ports';
import { FinanceFault, faults } from '../wire/finance-fault';

interface Operation {
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  readonly returns: string;
  readonly run: (body: JsonObject, context: ServiceContext) => unknown;
}

export interface ServiceContext {
  readonly user: FinanceUser;
  readonly clientId: string;
}

/** Group, service, operation: those that exist in every environment and help here. Source: finance-api.md section 8. */
const groups: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Operation>>>>>> = {
  UserSessionService: {
    AifUserSessionService: {
      GetUserSessionInfo: {
        parameters: [],
        returns: 'AifUserSessionInfo',
        run: (_body, { user, clientId }) => ({
          $id: '1',
          AOSLocaleName: 'en-US',
          AXLanguage: 'en-us',
          Company: user.defaultCompany.toUpperCase(),
          CompanyTimeZone: 'GMTMINUS0800PACIFICTIME',
          CurrencyInfo: { $id: '2', CurrencyCode: 'USD', Description: 'US Dollar', ExchangeRate: 100, Prefix: '$', Suffix: '' },
          IsSysAdmin: false,
          UserId: clientId,
          UserPreferredCalendar: 0,
          UserPreferredTimeZone: 'GMT_COORDINATEDUNIVERSALTIME',
        }),
      },
      ApplyTimeZone: {
        parameters: [
          { name: 'dateTime', type: 'DateTime' },
          { name: 'timeZoneOffset', type: 'Int32' },
        ],
        returns: 'DateTime',
        run: (body) => {
          const instant = typeof body['dateTime'] === 'string' ? parseInstant(body['dateTime']) : undefined;
          if (instant === undefined)
            throw new ServiceFailure("String was not recognized as a valid DateTime: parameter 'dateTime'.", 'System.FormatException');
          const offset = typeof body['timeZoneOffset'] === 'number' ? body['timeZoneOffset'] : 0;
          return new Date(Date.parse(instant) + offset * 3_600_000).toISOString().slice(0, 19);
        },
      },
    },
  },
  SysMessageServices: {
    SysMessageService: {
      SendMessage: {
        parameters: ['_companyId', '_messageQueue', '_messageType', '_messageContent'].map((name) => ({ name, type: 'String' })),
        returns: 'String',
        run: (body) => {
          for (const name of ['_messageQueue', '_messageType', '_messageContent']) {
            if (typeof body[name] !== 'string')
              throw new ServiceFailure(`The parameter ${name} must be filled in.`, 'Microsoft.Dynamics.Ax.Xpp.ErrorException');
          }
          return '';
        },
      },
    },
  },
  ProjectServices: {
    ProjectWbsService: {
      getProjectResources: {
        parameters: [{ name: '_projId', type: 'String' }],
        returns: 'List',
        run: () => [],
      },
    },
  },
};

class ServiceFailure extends Error {
  constructor(
    message: string,
    readonly type: string,
  ) {
    super(message);
  }
}

/** `/api/services`: lists by GET, runs an operation by POST. A wrong parameter name is no error, the parameter is null. */
export const answerCustomService = (request: ODataRequest, context: ServiceContext): ODataResponse => {
  const { path } = splitUrl(request.url);
  const [group, service, operation, ...rest] = path
    .replace(/^\/api\/services\/?/, '')
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodePart);
  const found = rest.length > 0 ? undefined : lookUp(group, service, operation);
  if (found === undefined) throw faults.noRoute(request.origin + request.url);
  if (request.method === 'GET') return json(found.description);
  if (request.method !== 'POST' || found.operation === undefined) throw faults.methodNotAllowed(request.method);
  try {
    return json(found.operation.run(bodyOf(request), context));
  } catch (error) {
    if (!(error instanceof ServiceFailure)) throw error;
    throw new FinanceFault(500, 'service', error.message, error.type);
  }
};

const named = (object: object) => Object.keys(object).map((Name) => ({ Name }));

const lookUp = (group?: string, service?: string, operation?: string): { description: unknown; operation?: Operation } | undefined => {
  if (group === undefined) return { description: { ServiceGroups: named(groups) } };
  const services = ownMember(groups, group);
  if (services === undefined || service === undefined) return services && { description: { Services: named(services) } };
  const operations = ownMember(services, service);
  if (operations === undefined || operation === undefined) return operations && { description: { Operations: named(operations) } };
  const found = ownMember(operations, operation);
  return (
    found && {
      operation: found,
      description: {
        Parameters: found.parameters.map(({ name, type }) => ({ Name: name, Type: type })),
        Return: { Name: 'return', Type: found.returns },
      },
    }
  );
};

const bodyOf = (request: ODataRequest): JsonObject => {
  if (request.body.length === 0) return {};
  try {
    const value = readJson(request.body.toString('utf8'));
    if (isJsonObject(value)) return value;
  } catch (error) {
    if (!(error instanceof ODataProblem)) throw error;
  }
  throw new FinanceFault(400, 'service', 'The request body is not a valid JSON object.', 'Newtonsoft.Json.JsonReaderException');
};

const json = (body: unknown): ODataResponse => ({
  status: 200,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});
