import type { UserDeclaration } from '../dataverse';
import type { FinanceUser } from '../finance/ports';
import type { ControlRoutes } from './control-api';
import { ControlRefusal } from './control-refusal';
import { isObject, type JsonObject, knownMembersOnly, objectMember, optionalText, readObject, systemMember, textMember } from './read-body';

export interface UserHost {
  /** Answers the `systemuserid`. */
  readonly addDataverseUser: (declaration: UserDeclaration) => string;
  readonly setFinanceUser: (user: FinanceUser, clientId?: string) => void;
  /** Makes a `systemuser` the identity of a client's tokens in Dataverse. */
  readonly setDataverseIdentity: (clientId: string, userId: string) => void;
}

/** `POST /_sim/users`: who is behind a client's tokens. */
export const userRoutes = (host: UserHost): ControlRoutes => ({
  'POST /users': ({ body }) => {
    const options = readObject(body);
    if (systemMember(options) === 'finance') return setFinanceUser(host, options);
    knownMembersOnly(options, ['system', 'user', 'impersonate', 'clientId', 'privileges']);
    const clientId = optionalText(options, 'clientId');
    const systemuserid = host.addDataverseUser({
      user: objectMember(options, 'user'),
      impersonate: readFlag(options, 'impersonate'),
      privileges: readPrivileges(options['privileges']),
    });
    if (clientId !== undefined) host.setDataverseIdentity(clientId, systemuserid);
    return { systemuserid };
  },
});

const setFinanceUser = (host: UserHost, options: JsonObject): undefined => {
  knownMembersOnly(options, ['system', 'clientId', 'defaultCompany', 'companies']);
  const companies = options['companies'];
  if (companies !== undefined && (!Array.isArray(companies) || companies.some((company) => typeof company !== 'string'))) {
    throw new ControlRefusal("'companies' must be a list of company codes.");
  }
  host.setFinanceUser(
    {
      defaultCompany: textMember(options, 'defaultCompany').toLowerCase(),
      companies: (companies as string[] | undefined)?.map((company) => company.toLowerCase()),
    },
    optionalText(options, 'clientId'),
  );
  return undefined;
};

const readFlag = (options: JsonObject, name: string): boolean | undefined => {
  const value = options[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'boolean') throw new ControlRefusal(`'${name}' must be true or false.`);
  return value;
};

const readPrivileges = (value: unknown): UserDeclaration['privileges'] => {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw new ControlRefusal("'privileges' must be an object.");
  knownMembersOnly(value, ['deny'], "'privileges'");
  const deny: unknown = value['deny'] ?? [];
  if (!Array.isArray(deny)) throw new ControlRefusal("'privileges.deny' must be a list.");
  return {
    deny: deny.map((item: unknown, index) => {
      const operations = isObject(item) ? item['operations'] : undefined;
      if (
        !isObject(item) ||
        typeof item['table'] !== 'string' ||
        !Array.isArray(operations) ||
        operations.some((operation) => typeof operation !== 'string')
      ) {
        throw new ControlRefusal(`'privileges.deny[${index}]' must be {"table","operations":[...]}.`);
      }
      return { table: item['table'], operations: operations as string[] };
    }),
  };
};
