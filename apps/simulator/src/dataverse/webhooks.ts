import type { Row, Value } from '../odata/model';
import type { DataverseColumn, DataverseTable } from './dataverse-model';
import { type Environment, fixedIds } from './environment';
import { namedGuid } from './guids';
import type { RowWritten, WriteListener } from './row-writer';

const contracts = 'http://schemas.microsoft.com/xrm/2011/Contracts';
const largestBody = 256 * 1024;
const strippedMembers = ['ParentContext', 'InputParameters', 'PreEntityImages', 'PostEntityImages'] as const;

type ContextObject = Record<string, unknown>;

/** Sends the asynchronous steps that are registered for a write: section 7. */
export class WebhookPublisher implements WriteListener {
  constructor(private readonly environment: Environment) {}

  written(event: RowWritten): void {
    for (const step of this.steps(event.message, event)) if (this.applies(step, event)) this.send(step, event.message, [event]);
  }

  /** `CreateMultiple` and `UpdateMultiple`, which single writes raise as well. */
  writtenTogether(events: readonly RowWritten[]): void {
    for (const message of ['Create', 'Update'] as const) {
      const same = events.filter((event) => event.message === message && event.table === events[0]!.table);
      const [first] = same;
      if (first === undefined) continue;
      for (const step of this.steps(`${message}Multiple`, first)) {
        if (same.some((event) => this.applies(step, event))) this.send(step, `${message}Multiple`, same);
      }
    }
  }

  private steps(messageName: string, { table, operation }: RowWritten): Row[] {
    const { environment } = this;
    const steps = environment.store(environment.byType('sdkmessageprocessingstep')!);
    if (steps.size === 0 || operation.bypassesAsynchronousSteps) return [];
    const registered = steps.where('_sdkmessagefilterid_value', namedGuid(`filter ${messageName} ${table.logicalName}`));
    const forEveryTable = steps
      .where('_sdkmessageid_value', namedGuid(`message ${messageName}`))
      .filter((step) => (step['_sdkmessagefilterid_value'] ?? null) === null);

    return [...registered, ...forEveryTable];
  }

  private applies(step: Row, event: RowWritten): boolean {
    if (step['statecode'] !== 0 || step['stage'] !== 40) return false;
    if (event.operation.bypassedSteps.has(String(step['sdkmessageprocessingstepid']))) return false;
    const filtering = String(step['filteringattributes'] ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    if (event.message !== 'Update' || filtering.length === 0) return true;
    const changed = new Set(event.columns.map((name) => event.table.columns.get(name)?.lookup?.attribute ?? name));

    return filtering.some((name) => changed.has(name));
  }

  private send(step: Row, messageName: string, events: readonly RowWritten[]): void {
    const { environment } = this;
    const event = events[0]!;
    const endpoint = environment.store(environment.byType('serviceendpoint')!).get(String(step['_eventhandler_value']));
    if (endpoint === undefined || endpoint['contract'] !== 8 || typeof endpoint['url'] !== 'string') return;
    const context = this.context(step, messageName, events);
    let body = contractJson(context);
    const isOversized = Buffer.byteLength(body) > largestBody;
    if (isOversized) {
      for (const member of strippedMembers) delete context[member];
      body = contractJson(context);
    }
    const target = authenticated(endpoint);
    environment.dependencies.deliver({
      url: target.url,
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'x-ms-dynamics-organization': event.operation.api.startsWith('http') ? new URL(event.operation.api).host : 'localhost',
        'x-ms-dynamics-entity-name': event.table.logicalName,
        'x-ms-dynamics-request-name': messageName,
        'x-ms-correlation-request-id': event.operation.correlationId,
        ...(isOversized ? { 'x-ms-dynamics-msg-size-exceeded': 'true' } : {}),
        ...target.headers,
      },
      body,
      subject: `${messageName} ${event.table.logicalName} ${event.id}`,
      settled: (status) => this.settled(step, event, status),
    });
  }

  /** The job row, kept when it failed, or when the step does not ask for its deletion. */
  private settled(step: Row, event: RowWritten, status: number | undefined): void {
    const { environment } = this;
    const succeeded = status !== undefined && status >= 200 && status < 300;
    const jobs = environment.byType('asyncoperation');
    if (jobs === undefined || (succeeded && step['asyncautodelete'] === true)) return;
    environment.store(jobs).insert({
      ...environment.systemRow('asyncoperation', environment.newId()),
      name: String(step['name'] ?? `${event.message} of ${event.table.logicalName}`),
      operationtype: 1,
      messagename: event.message,
      primaryentitytype: event.table.logicalName,
      completedon: environment.now,
      statecode: 3,
      statuscode: succeeded ? 30 : 31,
      message: succeeded
        ? null
        : `Webhook call failed: ${status === undefined ? 'the endpoint did not answer' : `the endpoint answered ${status}`}.`,
      _owningextensionid_value: step['sdkmessageprocessingstepid'] ?? null,
    });
  }

  private context(step: Row, messageName: string, events: readonly RowWritten[]): ContextObject {
    const { environment } = this;
    const event = events[0]!;
    const { operation, table, id, message } = event;
    const isGroup = messageName.endsWith('Multiple');
    const time = environment.dependencies.clock.now();
    const stepName =
      event.message === 'Delete' || isGroup
        ? []
        : [{ key: 'AsynchronousStepPrimaryName', value: entity(table, id, event.after!, [table.primaryName, table.primaryId]) }];

    return {
      BusinessUnitId: fixedIds.businessUnit,
      CorrelationId: operation.correlationId,
      Depth: 1,
      InitiatingUserId: operation.actualUserId ?? operation.userId,
      InputParameters: isGroup ? [{ key: 'Targets', value: this.targets(events) }] : [{ key: 'Target', value: this.target(event) }],
      IsExecutingOffline: false,
      IsInTransaction: false,
      IsOfflinePlayback: false,
      IsolationMode: 1,
      MessageName: messageName,
      Mode: 1,
      OperationCreatedOn: `/Date(${time}-0800)/`,
      OperationId: environment.newId(),
      OrganizationId: fixedIds.organization,
      OrganizationName: 'org8c2f1e77',
      OutputParameters:
        message !== 'Create' ? [] : isGroup ? [{ key: 'Ids', value: events.map((each) => each.id) }] : [{ key: 'id', value: id }],
      OwningExtension: {
        Id: step['sdkmessageprocessingstepid'],
        KeyAttributes: [],
        LogicalName: 'sdkmessageprocessingstep',
        Name: null,
        RowVersion: null,
      },
      ParentContext: null,
      PostEntityImages: [...stepName, ...this.images(step, event, 'post')],
      PreEntityImages: this.images(step, event, 'pre'),
      PrimaryEntityId: isGroup ? '00000000-0000-0000-0000-000000000000' : id,
      PrimaryEntityName: table.logicalName,
      RequestId: environment.newId(),
      SecondaryEntityName: 'none',
      SharedVariables: operation.tag === undefined ? [] : [{ key: 'tag', value: operation.tag }],
      Stage: 40,
      UserId: operation.userId,
    };
  }

  private targets(events: readonly RowWritten[]): ContextObject {
    return {
      __type: `EntityCollection:${contracts}`,
      Entities: events.map((event) => this.target(event)),
      EntityName: events[0]!.table.logicalName,
      MinActiveRowVersion: '-1',
      MoreRecords: false,
      PagingCookie: null,
      TotalRecordCount: -1,
      TotalRecordCountLimitExceeded: false,
    };
  }

  private target({ message, table, id, after, columns }: RowWritten): ContextObject {
    if (message === 'Delete') return reference(table.logicalName, id, true);
    const names =
      message === 'Create' ? columns : [...columns, table.primaryId, 'modifiedon', '_modifiedby_value', '_modifiedonbehalfby_value'];

    return entity(table, id, after!, names);
  }

  private images(step: Row, event: RowWritten, which: 'pre' | 'post'): { key: string; value: ContextObject }[] {
    const { environment } = this;
    const row = which === 'pre' ? event.before : event.after;
    if (row === undefined) return [];
    const images = environment.store(environment.byType('sdkmessageprocessingstepimage')!);

    return images
      .where('_sdkmessageprocessingstepid_value', step['sdkmessageprocessingstepid'] ?? null)
      .filter(({ imagetype }) => imagetype === 2 || imagetype === (which === 'pre' ? 0 : 1))
      .map((image) => {
        const attributes = String(image['attributes'] ?? '')
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '');
        const all = [...event.table.columns.values()].filter(({ hidden }) => hidden !== true).map(({ name }) => name);
        const names =
          attributes.length === 0
            ? all
            : all.filter((name) => attributes.includes(event.table.columns.get(name)?.lookup?.attribute ?? name));
        return {
          key: String(image['entityalias'] ?? image['name'] ?? 'image'),
          value: entity(event.table, event.id, row, [...names, event.table.primaryId]),
        };
      });
  }
}

/** Where and how a service endpoint wants to be called; its secret is a list of pairs as the registration tool stores it, or JSON. */
const authenticated = (endpoint: Row): { url: string; headers: Record<string, string> } => {
  const url = String(endpoint['url']);
  const value = String(endpoint['authvalue'] ?? '');
  const withQuery = (query: string) => (query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`);
  const type = endpoint['authtype'];
  if (type === authTypes.webhookKey) return { url: withQuery(`code=${encodeURIComponent(value)}`), headers: {} };
  if (type === authTypes.httpHeader) return { url, headers: Object.fromEntries(pairs(value)) };
  if (type !== authTypes.httpQueryString) return { url, headers: {} };
  const query = pairs(value).map(([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`);

  return { url: withQuery(query.join('&')), headers: {} };
};

/** `serviceendpoint.authtype`. */
const authTypes = { webhookKey: 4, httpHeader: 5, httpQueryString: 6 } as const;

/** `<settings><setting name="a" value="b" /></settings>`, as registration tools write it, or a JSON object. */
const pairs = (text: string): [string, string][] => {
  const settings = [...text.matchAll(/<setting\s+name="([^"]*)"\s+value="([^"]*)"/g)].map((match): [string, string] => [
    unescapeXml(match[1]!),
    unescapeXml(match[2]!),
  ]);
  if (settings.length > 0) return settings;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) return Object.entries(parsed).map(([name, value]) => [name, String(value)]);
  } catch {
    // neither form: nothing to send along
  }
  return [];
};

const unescapeXml = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&apos;', "'").replaceAll('&amp;', '&');

const entity = (table: DataverseTable, id: string, row: Row, names: readonly (string | undefined)[]): ContextObject => ({
  __type: `Entity:${contracts}`,
  Attributes: [...new Set(names)].flatMap((name) => {
    const column = name === undefined ? undefined : table.columns.get(name);
    if (column === undefined || column.hidden === true || column.name === 'versionnumber') return [];
    return [{ key: column.lookup?.attribute ?? column.name, value: attributeValue(column, row, row[column.name] ?? null) }];
  }),
  EntityState: null,
  FormattedValues: [],
  Id: id,
  KeyAttributes: [],
  LogicalName: table.logicalName,
  RelatedEntities: [],
  RowVersion: null,
});

const reference = (logicalName: string, id: string, typed: boolean): ContextObject => ({
  ...(typed ? { __type: `EntityReference:${contracts}` } : {}),
  Id: id,
  KeyAttributes: [],
  LogicalName: logicalName,
  Name: null,
  RowVersion: null,
});

const attributeValue = (column: DataverseColumn, row: Row, value: Value): unknown => {
  if (value === null) return null;
  if (column.lookup !== undefined) {
    const { typeColumn, targets } = column.lookup;
    const type = typeColumn === undefined ? undefined : row[typeColumn];
    return reference(typeof type === 'string' ? type : targets[0]!.table, String(value), true);
  }
  switch (column.kind) {
    case 'choice':
      return { __type: `OptionSetValue:${contracts}`, Value: value };
    case 'multiChoice':
      return String(value)
        .split(',')
        .map((part) => ({ __type: `OptionSetValue:${contracts}`, Value: Number(part) }));
    case 'decimal':
      return column.type === 'Money' ? { __type: `Money:${contracts}`, Value: new Digits(String(value)) } : new Digits(String(value));
    case 'dateTime':
      return `/Date(${Date.parse(String(value))})/`;
    case 'date':
      return `/Date(${Date.parse(`${String(value)}T00:00:00Z`)})/`;
    case 'int64':
      return new Digits(String(value));
    case 'boolean':
    case 'double':
    case 'enum':
    case 'guid':
    case 'int32':
    case 'string':
      return value;
  }
};

/** A number written with all its digits. */
class Digits {
  constructor(readonly text: string) {}
}

/** JSON as .NET's data contract serialiser writes it: slashes escaped. */
const contractJson = (value: unknown): string => {
  if (value instanceof Digits) return value.text;
  if (Array.isArray(value)) return `[${value.map(contractJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([name, member]) => `${JSON.stringify(name)}:${contractJson(member)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value ?? null).replaceAll('/', '\\/');
};
