import type { ODataResponse } from '../src/odata/http';
import { createDataverse, type Dataverse, type WebhookDelivery } from '../src/dataverse';

/** A Dataverse environment in a spec, without a web server, and what it told the shell. */
export class TestEnvironment {
  readonly dataverse: Dataverse;
  readonly calls: { method: string; table: string; status: number }[] = [];
  readonly writes: { table: string; key: string; kind: string }[] = [];
  readonly deliveries: WebhookDelivery[] = [];
  time = Date.parse('2026-03-14T09:26:53Z');
  rejection: (row: Readonly<Record<string, unknown>>) => string | undefined = () => undefined;
  conflicts = 0;
  userId: string;
  private seed = 42;

  constructor() {
    this.dataverse = createDataverse({
      clock: { now: () => this.time },
      random: { next: () => (this.seed = (this.seed * 16807) % 2147483647) / 2147483647 },
      deliver: (delivery) => this.deliveries.push(delivery),
      statistics: { call: (call) => this.calls.push(call), write: (write) => this.writes.push(write) },
      faults: {
        rejection: (_table, row) => this.rejection(row),
        updateConflict: () => this.conflicts > 0 && this.conflicts-- > 0,
      },
    });
    this.userId = this.dataverse.identities.application;
  }

  /** `body` is sent as JSON unless it is a text. */
  send(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
    const response = this.dataverse.handle({
      method,
      url: path.startsWith('/') ? path : `/api/data/v9.2/${path}`,
      headers: { ...(text === '' ? {} : { 'content-type': 'application/json' }), ...headers },
      body: Buffer.from(text, 'utf8'),
      caller: { clientId: 'concord', userId: this.userId },
      origin: 'https://contoso.crm4.dynamics.com',
    });
    return new Answer(response);
  }

  get(path: string, headers?: Readonly<Record<string, string>>): Answer {
    return this.send('GET', path, undefined, headers);
  }
}

export class Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;

  constructor(response: ODataResponse) {
    this.status = response.status;
    this.headers = response.headers;
    this.text = response.body.toString();
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a spec looks into bodies of every shape
  get json(): any {
    return JSON.parse(this.text);
  }

  get errorCode(): string {
    return this.json.error.code as string;
  }

  get errorMessage(): string {
    return this.json.error.message as string;
  }
}

export const api = 'https://contoso.crm4.dynamics.com/api/data/v9.2';

/**
 * What a caller brings through `/_sim/tables`, under the names that public samples are written on; not the built-in tables of those names, on
 * purpose: behaviour must come from any definition.
 */
export const standardTables = [
  {
    logicalName: 'account',
    entitySetName: 'accounts',
    primaryId: 'accountid',
    primaryName: 'name',
    changeTracking: true,
    columns: [
      { name: 'name', type: 'String', maxLength: 160 },
      { name: 'accountnumber', type: 'String', maxLength: 20 },
      { name: 'description', type: 'Memo', maxLength: 2000 },
      { name: 'revenue', type: 'Money', precision: 4 },
      { name: 'creditonhold', type: 'Boolean' },
      { name: 'numberofemployees', type: 'Int32' },
      { name: 'address1_latitude', type: 'Double' },
      { name: 'openedon', type: 'DateTime', behavior: 'DateOnly' },
      {
        name: 'accountcategorycode',
        type: 'Choice',
        options: [
          { value: 1, label: 'Preferred Customer' },
          { value: 2, label: 'Standard' },
        ],
      },
      { name: 'sample_tags', type: 'MultiChoice', options: [1, 2, 3].map((value) => ({ value, label: `Tag ${value}` })) },
    ],
    lookups: [
      { name: 'primarycontactid', targets: [{ table: 'contact', navigation: 'primarycontactid', collection: 'account_primary_contact' }] },
      { name: 'parentaccountid', targets: [{ table: 'account', navigation: 'parentaccountid', collection: 'account_parent_account' }] },
    ],
    manyToMany: [{ with: 'lead', navigation: 'accountleads_association', navigationOnOther: 'accountleads_association' }],
    alternateKeys: [{ name: 'account_number', columns: ['accountnumber'] }],
  },
  {
    logicalName: 'contact',
    entitySetName: 'contacts',
    primaryId: 'contactid',
    primaryName: 'fullname',
    columns: [
      { name: 'firstname', type: 'String', maxLength: 50 },
      { name: 'lastname', type: 'String', maxLength: 50 },
      { name: 'fullname', type: 'String', computed: 'firstname lastname' },
      { name: 'jobtitle', type: 'String', maxLength: 100 },
      { name: 'annualincome', type: 'Money', precision: 2 },
    ],
    lookups: [
      {
        name: 'parentcustomerid',
        targets: [
          { table: 'account', navigation: 'parentcustomerid_account', collection: 'contact_customer_accounts' },
          { table: 'contact', navigation: 'parentcustomerid_contact', collection: 'contact_customer_contacts' },
        ],
      },
    ],
  },
  {
    logicalName: 'task',
    entitySetName: 'tasks',
    primaryId: 'activityid',
    primaryName: 'subject',
    baseType: 'activitypointer',
    columns: [
      { name: 'subject', type: 'String', maxLength: 200 },
      { name: 'description', type: 'Memo' },
      { name: 'scheduledstart', type: 'DateTime' },
      {
        name: 'statecode',
        type: 'Choice',
        options: [
          { value: 0, label: 'Open' },
          { value: 1, label: 'Completed' },
          { value: 2, label: 'Canceled' },
        ],
      },
      {
        name: 'statuscode',
        type: 'Choice',
        options: [
          { value: 2, label: 'Not Started', state: 0 },
          { value: 3, label: 'In Progress', state: 0 },
          { value: 5, label: 'Completed', state: 1 },
          { value: 6, label: 'Canceled', state: 2 },
        ],
      },
    ],
    lookups: [
      {
        name: 'regardingobjectid',
        targets: [
          { table: 'account', navigation: 'regardingobjectid_account_task', collection: 'Account_Tasks', onDelete: 'Cascade' },
          { table: 'contact', navigation: 'regardingobjectid_contact_task', collection: 'Contact_Tasks' },
        ],
      },
    ],
  },
  {
    logicalName: 'lead',
    entitySetName: 'leads',
    primaryId: 'leadid',
    primaryName: 'subject',
    columns: [{ name: 'subject', type: 'String' }],
  },
] as const;
