import type { Row } from '../odata/model';
import { contractJson, type ContractObject, contracts, entity, reference } from './contract-objects';
import { type Environment, fixedIds } from './environment';
import { namedGuid } from './guids';
import type { RowWritten, WriteListener } from './row-writer';
import { authenticated } from './webhook-address';

const largestBody = 256 * 1024;
const strippedMembers = ['ParentContext', 'InputParameters', 'PreEntityImages', 'PostEntityImages'] as const;

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

  private context(step: Row, messageName: string, events: readonly RowWritten[]): ContractObject {
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

  private targets(events: readonly RowWritten[]): ContractObject {
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

  private target({ message, table, id, after, columns }: RowWritten): ContractObject {
    if (message === 'Delete') return reference(table.logicalName, id, true);
    const names =
      message === 'Create' ? columns : [...columns, table.primaryId, 'modifiedon', '_modifiedby_value', '_modifiedonbehalfby_value'];

    return entity(table, id, after!, names);
  }

  private images(step: Row, event: RowWritten, which: 'pre' | 'post'): { key: string; value: ContractObject }[] {
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
