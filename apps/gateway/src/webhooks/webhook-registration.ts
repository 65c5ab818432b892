import { Injectable, Logger } from '@nestjs/common';
import type { CapturedTable } from '../capture/captured-table';
import type { DataverseClient } from '../dataverse/dataverse-client';
import type { DataverseMetadata } from '../dataverse/dataverse-metadata';
import { SystemRefused } from '../http/classified';
import { nameBasedGuid } from './name-based-guid';

const webhookContract = 8;
const httpHeader = 5;
const postOperation = 40;
const asynchronous = 1;
const messages = ['Create', 'Update', 'Delete'] as const;
const againMs = 60_000;

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * Makes Dataverse call this gateway when rows of a captured table change. By rows with ids of our choice, so that it can be done again at any
 * time, by any replica. Without it the table is polled: slower, and as complete.
 */
@Injectable()
export class WebhookRegistration {
  private readonly logger = new Logger('Webhooks');
  private readonly done = new Map<string, Promise<void>>();
  private endpoint: Promise<string> | undefined;

  constructor(
    private readonly client: DataverseClient,
    private readonly metadata: DataverseMetadata,
    private readonly publicUrl: string | undefined,
    private readonly secret: string | undefined,
  ) {}

  /** Once per table and process; a failure is logged and tried again later, and never stops capture. */
  ensure(table: CapturedTable): void {
    if (table.system !== 'dataverse' || this.publicUrl === undefined || this.done.has(table.name)) return;
    const work = this.register(table.name);
    this.done.set(table.name, work);
    work.catch((error: unknown) => {
      const why = error instanceof SystemRefused ? `${error.reason.message} ${error.reason.remedy ?? ''}` : String(error);
      this.logger.warn(`No webhook for ${table.name}, it is polled instead: ${why}`);
      setTimeout(() => this.done.delete(table.name), againMs).unref();
    });
  }

  private async register(entitySet: string): Promise<void> {
    const endpoint = await this.endpointId();
    const { logicalName } = await this.metadata.table(entitySet);
    const filters = await this.client.all(
      `sdkmessagefilters?$select=sdkmessagefilterid,_sdkmessageid_value&$filter=${encodeURIComponent(`primaryobjecttypecode eq '${logicalName}'`)}`,
    );
    const filterOf = new Map(filters.map((row) => [String(row['_sdkmessageid_value']), String(row['sdkmessagefilterid'])]));
    const ids = await this.messageIds();
    await Promise.all(
      messages.map(async (message) => {
        const messageId = ids.get(message);
        const filterId = messageId === undefined ? undefined : filterOf.get(messageId);
        if (messageId === undefined || filterId === undefined) throw new Error(`Dataverse has no message ${message} for ${logicalName}.`);
        await this.client.put(`sdkmessageprocessingsteps(${nameBasedGuid(`step ${endpoint} ${logicalName} ${message}`)})`, {
          name: `Concord: ${message} of ${logicalName}`,
          stage: postOperation,
          mode: asynchronous,
          rank: 1,
          supporteddeployment: 0,
          asyncautodelete: true,
          'sdkmessageid@odata.bind': `/sdkmessages(${messageId})`,
          'sdkmessagefilterid@odata.bind': `/sdkmessagefilters(${filterId})`,
          'eventhandler_serviceendpoint@odata.bind': `/serviceendpoints(${endpoint})`,
        });
      }),
    );
  }

  private async messageIds(): Promise<ReadonlyMap<string, string>> {
    const filter = messages.map((message) => `name eq '${message}'`).join(' or ');
    const rows = await this.client.all(`sdkmessages?$select=sdkmessageid,name&$filter=${encodeURIComponent(filter)}`);
    return new Map(rows.map((row) => [String(row['name']), String(row['sdkmessageid'])]));
  }

  private endpointId(): Promise<string> {
    if (!this.endpoint) {
      const endpoint = this.registerEndpoint();
      this.endpoint = endpoint;
      endpoint.catch(() => (this.endpoint = undefined));
    }
    return this.endpoint;
  }

  private async registerEndpoint(): Promise<string> {
    const url = `${(this.publicUrl ?? '').replace(/\/+$/, '')}/webhooks/dataverse`;
    const id = nameBasedGuid(`endpoint ${url}`);
    await this.client.put(`serviceendpoints(${id})`, {
      name: 'Concord gateway',
      contract: webhookContract,
      url,
      authtype: httpHeader,
      authvalue: `<settings><setting name="x-concord-key" value="${escapeXml(this.secret ?? '')}" /></settings>`,
    });
    return id;
  }
}
