import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../odata/json-reader';
import { ControlRefusal } from '../../control/control-refusal';
import type { FinanceDependencies } from '../ports';
import { faults } from '../wire/finance-fault';
import { systemActions } from '../services/system-actions';
import type { BlobStore } from './blob-store';
import type { DataManagement } from './data-management';
import type { Execution } from './executions';
import type { RecurringJobs } from './recurring-jobs';

const SET = 'DataManagementDefinitionGroups';

export interface ActionCall {
  readonly body: JsonObject;
  readonly origin: string;
  readonly defaultCompany: string;
}

type Action = (call: ActionCall) => string | boolean | undefined;

/** The actions of `DataManagementDefinitionGroups`: finance-api.md 4.1 and 4.2. Answers the value, undefined for 204. */
export class PackageActions {
  private readonly pending = new Set<NodeJS.Immediate>();

  constructor(
    private readonly management: DataManagement,
    private readonly blobs: BlobStore,
    private readonly jobs: RecurringJobs,
    private readonly dependencies: FinanceDependencies,
  ) {}

  run(action: string, call: ActionCall): string | boolean | undefined {
    const known = systemActions.find(({ set, name }) => set === SET && name === action);
    const handler = this.actions[action];
    if (known === undefined || handler === undefined) throw faults.noRoute(`/data/${SET}/Microsoft.Dynamics.DataEntities.${action}`);
    const stranger = Object.keys(call.body).find((name) => !known.parameters.includes(name));
    if (stranger !== undefined) {
      throw faults.badBody(`The parameter '${stranger}' in the request payload is not a valid parameter for the operation '${action}'.`);
    }
    return handler(call);
  }

  /** What was started in the background never finishes. */
  clear(): void {
    this.pending.forEach((immediate) => clearImmediate(immediate));
    this.pending.clear();
  }

  private readonly actions: Readonly<Record<string, Action>> = {
    GetAzureWriteUrl: ({ body, origin }) => {
      const name = textOf(body, 'uniqueFileName') || randomUUID();
      return JSON.stringify({ BlobId: `{${randomUUID().toUpperCase()}}`, BlobUrl: this.blobs.urlOf(name, origin) });
    },
    ImportFromPackage: (call) => this.import(call, false),
    ImportFromPackageAsync: (call) => this.import(call, true),
    ExportToPackage: (call) => this.export(call, false),
    ExportToPackageAsync: (call) => this.export(call, true),
    ExportToPackagePreview: (call) => this.export(call, false, countOf(call.body)),
    ExportToPackagePreviewAsync: (call) => this.export(call, true, countOf(call.body)),
    GetExportedPackageUrl: ({ body, origin }) => {
      const blob = this.management.executions.find(textOf(body, 'executionId'))?.packageBlob;
      return blob === undefined ? '' : this.blobs.urlOf(blob, origin);
    },
    GetExecutionSummaryStatus: ({ body }) => this.management.executions.find(textOf(body, 'executionId'))?.status ?? 'Unknown',
    GetExecutionErrors: ({ body }) => JSON.stringify(this.management.executions.find(textOf(body, 'executionId'))?.errors ?? []),
    GetImportStagingErrorFileUrl: ({ body, origin }) => this.fileUrl(body, origin, 'stagingErrors'),
    GenerateImportTargetErrorKeysFile: ({ body }) => {
      const { execution, outcome } = this.outcomeOf(body);
      if (execution === undefined || outcome === undefined || outcome.targetErrorKeys === '') return false;
      // Written in the background: the URL is there a moment later.
      this.later(() => execution.generated.add(outcome.entityName.toLowerCase()));
      return true;
    },
    GetImportTargetErrorKeysFileUrl: ({ body, origin }) => {
      const { execution, outcome } = this.outcomeOf(body);
      if (outcome === undefined || !execution?.generated.has(outcome.entityName.toLowerCase())) return '';
      return this.fileUrl(body, origin, 'targetErrorKeys');
    },
    GetMessageStatus: ({ body }) => this.jobs.statusOf(textOf(body, 'messageId')),
    InitializeDataManagement: () => undefined,
  };

  private import({ body, defaultCompany }: ActionCall, background: boolean): string {
    const zip = this.blobs.byUrl(textOf(body, 'packageUrl'));
    const execution = this.start('ImportFromPackage', body, 'import');
    const request = {
      zip: zip ?? Buffer.alloc(0),
      executionId: execution.id,
      definitionGroupId: textOf(body, 'definitionGroupId'),
      execute: body['execute'] !== false,
      company: (textOf(body, 'legalEntityId') || defaultCompany).toLowerCase(),
    };
    if (background) this.later(() => this.management.import(execution, request));
    else this.management.import(execution, request);
    return execution.id;
  }

  private export({ body, defaultCompany }: ActionCall, background: boolean, preview?: number): string {
    const name = textOf(body, 'definitionGroupId');
    const project = this.management.projects.find(name);
    if (project === undefined) throw this.refused('ExportToPackage', `The data project '${name}' does not exist.`);
    const execution = this.start('ExportToPackage', body, 'export', body['reExecute'] === true);
    const company = (textOf(body, 'legalEntityId') || project.company || defaultCompany).toLowerCase();
    const work = (): void => {
      try {
        const blob = `${textOf(body, 'packageName') || project.name}-${execution.id}.zip`;
        this.blobs.put(blob, this.management.export(project, company, preview));
        execution.packageBlob = blob;
        execution.status = 'Succeeded';
      } catch (error) {
        if (!(error instanceof ControlRefusal)) throw error;
        execution.status = 'Failed';
        execution.errors = [{ RecordId: '', EntityName: '', Field: '', ErrorMessage: error.message }];
      }
    };
    execution.status = 'Executing';
    if (background) this.later(work);
    else work();
    return execution.id;
  }

  private start(action: string, body: JsonObject, kind: Execution['kind'], again = false): Execution {
    const id =
      textOf(body, 'executionId') ||
      `${textOf(body, 'definitionGroupId')}-${new Date(this.dependencies.clock.now()).toISOString()}-${randomUUID()}`;
    if (this.management.executions.find(id) !== undefined && !again) throw this.refused(action, `The execution id '${id}' exists already.`);
    return this.management.executions.start(id, kind);
  }

  private outcomeOf(body: JsonObject) {
    const execution = this.management.executions.find(textOf(body, 'executionId'));
    const name = textOf(body, 'entityName').toLowerCase();
    return { execution, outcome: execution?.outcomes.find(({ entityName }) => entityName.toLowerCase() === name) };
  }

  private fileUrl(body: JsonObject, origin: string, which: 'stagingErrors' | 'targetErrorKeys'): string {
    const { execution, outcome } = this.outcomeOf(body);
    const text = outcome?.[which] ?? '';
    if (text === '' || execution === undefined) return '';
    const name = `${execution.id}-${outcome!.entityName}-${which}.csv`;
    this.blobs.put(name, Buffer.from(text, 'utf8'));
    return this.blobs.urlOf(name, origin);
  }

  private later(work: () => void): void {
    const immediate = setImmediate(() => {
      this.pending.delete(immediate);
      work();
    });
    this.pending.add(immediate);
  }

  private refused(action: string, text: string): Error {
    return faults.action(this.dependencies.faults.switches().actionErrorStatus, action, 'DataManagementDefinitionGroup', text);
  }
}

const textOf = (body: JsonObject, name: string): string => {
  const value = body[name];
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw faults.badBody(`The parameter '${name}' must be a text.`);
  return value;
};

const countOf = (body: JsonObject): number => (typeof body['exportPreviewCount'] === 'number' ? body['exportPreviewCount'] : 10);
