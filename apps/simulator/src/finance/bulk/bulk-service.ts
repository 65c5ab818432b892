import { randomUUID } from 'node:crypto';
import { ControlRefusal } from '../../control/control-refusal';
import type { ODataRequest, ODataResponse } from '../../odata/http';
import type { FinanceState } from '../finance-state';
import type { FinanceDependencies } from '../ports';
import type { RecordWriter } from '../write/record-writer';
import { BlobStore } from './blob-store';
import { DataManagement } from './data-management';
import type { DataProject } from './data-projects';
import type { Execution, ExecutionStatus } from './executions';
import { type ActionCall, PackageActions } from './package-actions';
import { type MessageStatus, type RecurringJob, RecurringJobs } from './recurring-jobs';
import { BadZip, readZip } from './zip-archive';

/** The bulk side of Finance: data packages, their storage, and recurring integrations. */
export class BulkService {
  private readonly blobs: BlobStore;
  private readonly management: DataManagement;
  private readonly jobs: RecurringJobs;
  private readonly actions: PackageActions;

  constructor(state: FinanceState, writer: RecordWriter, dependencies: FinanceDependencies) {
    const now = (): number => dependencies.clock.now();
    this.blobs = new BlobStore(now);
    this.management = new DataManagement(state, writer);
    this.jobs = new RecurringJobs(this.management, now);
    this.actions = new PackageActions(this.management, this.blobs, this.jobs, dependencies);
  }

  runAction(action: string, call: ActionCall): string | boolean | undefined {
    return this.actions.run(action, call);
  }

  serveBlob(request: ODataRequest<undefined>): ODataResponse {
    return this.blobs.serve(request);
  }

  serveConnector(request: ODataRequest, defaultCompany: string): ODataResponse {
    return this.jobs.answer(request, defaultCompany);
  }

  /** A finished data management execution, made up by the control API. */
  addExecution(
    id: string,
    status: ExecutionStatus,
    kind: Execution['kind'],
    entityName: string | undefined,
    targetErrors: readonly string[],
  ): void {
    const execution = this.management.finished(id, status, kind, entityName, targetErrors);
    if (kind !== 'export' || entityName === undefined) return;
    const blob = `${id}.zip`;
    this.blobs.put(
      blob,
      this.management.export(this.project({ name: id, direction: 'export', company: 'usmf', entities: [entityName] }), 'usmf'),
    );
    execution.packageBlob = blob;
  }

  addProject(
    project: Omit<DataProject, 'exported' | 'sourceFormat' | 'refreshType'> & Partial<Pick<DataProject, 'sourceFormat' | 'refreshType'>>,
  ): void {
    for (const label of project.entities) this.management.tableOf(label);
    this.management.projects.add(this.project(project));
  }

  /** `messages`: how many packages wait, or which messages with which state. */
  addJob(
    activityId: string,
    direction: RecurringJob['direction'],
    messages: number | readonly { readonly messageId: string; readonly status: MessageStatus }[],
  ): void {
    const content = this.management.export(this.project({ name: activityId, direction, company: 'usmf', entities: [] }), 'usmf');
    const waiting =
      typeof messages === 'number'
        ? Array.from({ length: messages }, () => ({ content }))
        : messages.map(({ messageId, status }) => ({ id: messageId, status, content }));
    this.jobs.add(activityId, direction, waiting);
  }

  /** Keeps a zip and answers the URL an import can read it from. */
  keepPackage(zip: Buffer, origin: string): string {
    try {
      readZip(zip);
    } catch (error) {
      if (error instanceof BadZip || error instanceof RangeError) throw new ControlRefusal(`The body is not a zip: ${error.message}`);
      throw error;
    }
    const name = `${randomUUID()}.zip`;
    this.blobs.put(name, zip);
    return this.blobs.urlOf(name, origin);
  }

  clear(): void {
    this.actions.clear();
    this.blobs.clear();
    this.management.clear();
    this.jobs.clear();
  }

  private project(
    given: Omit<DataProject, 'exported' | 'sourceFormat' | 'refreshType'> & Partial<Pick<DataProject, 'sourceFormat' | 'refreshType'>>,
  ): DataProject {
    return { sourceFormat: 'CSV', refreshType: 'full', exported: new Map(), ...given };
  }
}
