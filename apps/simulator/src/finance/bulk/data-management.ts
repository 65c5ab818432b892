import { ControlRefusal } from '../../control/control-refusal';
import type { Row } from '../../odata/model';
import { rowKey } from '../../odata/row-key';
import type { FinanceTable } from '../definitions/finance-table';
import type { FinanceState } from '../finance-state';
import { etagOf } from '../wire/etag';
import type { RecordWriter } from '../write/record-writer';
import { formatCsv } from './csv';
import { readDataFile, stagingColumns, writeDataFile } from './data-files';
import { type DataProject, DataProjects } from './data-projects';
import { type Execution, Executions, type ExecutionStatus } from './executions';
import { type PackageEntity, readManifest, writeHeader, writeManifest } from './package-manifest';
import { RowImporter } from './row-importer';
import { decodeText, encodeUtf16 } from './text-encoding';
import { readZip, writeZip, type ZipEntry } from './zip-archive';

export interface ImportRequest {
  readonly zip: Buffer;
  readonly executionId: string;
  /** Name of the data project; made from the manifest when there is none. */
  readonly definitionGroupId: string;
  readonly execute: boolean;
  readonly company: string;
}

/** Runs data packages in and out. Source: finance-api.md 4.1 and 4.3. */
export class DataManagement {
  readonly executions = new Executions();
  readonly projects = new DataProjects();
  private readonly importer: RowImporter;

  constructor(
    private readonly state: FinanceState,
    writer: RecordWriter,
  ) {
    this.importer = new RowImporter(state, writer);
  }

  /** Imports a package into an execution that was started; a package that cannot be read fails it. */
  import(execution: Execution, { zip, definitionGroupId, execute, company }: ImportRequest): void {
    execution.status = 'Executing';
    let files: Map<string, Buffer>;
    try {
      files = new Map(readZip(zip).map(({ name, content }) => [name.toLowerCase(), content]));
    } catch (error) {
      this.fail(execution, (error as Error).message);
      return;
    }
    const manifest = files.get('manifest.xml');
    if (manifest === undefined) {
      this.fail(execution, 'The package holds no Manifest.xml.');
      return;
    }
    const { entities, definitionGroupName } = readManifest(decodeText(manifest));
    const name = definitionGroupId || definitionGroupName;
    if (!this.projects.find(name)) {
      this.projects.add({
        name,
        direction: 'import',
        company,
        entities: entities.map(({ entityName }) => entityName),
        sourceFormat: entities[0]?.sourceFormat ?? 'CSV-Unicode',
        refreshType: 'full',
      });
    }
    this.importEntities(execution, entities, files, company, execute);
  }

  /** Imports one file of one entity, as a recurring job may be fed. */
  importFile(execution: Execution, table: FinanceTable, content: Buffer, company: string): void {
    const rows = readDataFile(decodeText(content), '');
    const { outcome, errors, good, bad } = this.importer.import(table, rows, company, true);
    execution.outcomes = [outcome];
    execution.errors = errors;
    execution.status = statusOf(good, bad);
  }

  /** The package of a project's rows. Throws `ControlRefusal` for an entity that does not exist. */
  export(project: DataProject, company: string, previewCount?: number): Buffer {
    const entities = project.entities.map((label, index) => {
      const table = this.tableOf(label);
      const rows = this.rowsToExport(project, table, company).slice(0, previewCount);
      return { table, rows, entity: packageEntity(table, project.sourceFormat, index + 1) };
    });
    const files: ZipEntry[] = [
      {
        name: 'Manifest.xml',
        content: encodeUtf16(writeManifest({ definitionGroupName: project.name, entities: entities.map(({ entity }) => entity) })),
      },
      { name: 'PackageHeader.xml', content: encodeUtf16(writeHeader(project.name)) },
      ...entities.map(({ table, rows, entity }) => ({
        name: entity.inputFilePath,
        content: encodeData(writeDataFile(table, rows, entity.sourceFormat), entity.sourceFormat),
      })),
    ];
    return writeZip(files);
  }

  /** A finished run, as the control API makes one up. */
  finished(
    id: string,
    status: ExecutionStatus,
    kind: Execution['kind'],
    entityName: string | undefined,
    targetErrors: readonly string[],
  ): Execution {
    const execution = this.executions.start(id, kind);
    execution.status = status;
    if (entityName !== undefined) {
      const table = this.state.catalogue.find(entityName);
      const keys = table ? table.model.key.columns.filter((name) => name !== 'dataAreaId').map((name) => name.toUpperCase()) : ['KEY'];
      execution.outcomes = [
        {
          entityName,
          stagingErrors: '',
          targetErrorKeys: targetErrors.length === 0 ? '' : formatCsv([keys, ...targetErrors.map((key) => key.split(','))]),
        },
      ];
      execution.errors = targetErrors.map((key, index) => ({
        RecordId: String(index + 1),
        EntityName: entityName,
        Field: '',
        ErrorMessage: `The record ${key} did not reach the target.`,
      }));
    }
    return execution;
  }

  tableOf(label: string): FinanceTable {
    const table = this.state.catalogue.find(label);
    if (!table) throw new ControlRefusal(`'${label}' is no data entity of Finance.`);
    return table;
  }

  clear(): void {
    this.executions.clear();
    this.projects.clear();
  }

  private importEntities(
    execution: Execution,
    entities: readonly PackageEntity[],
    files: ReadonlyMap<string, Buffer>,
    company: string,
    execute: boolean,
  ): void {
    let good = 0;
    let bad = 0;
    for (const entity of entities) {
      const table = this.state.catalogue.find(entity.entityName);
      if (!table) {
        this.fail(execution, `The entity '${entity.entityName}' of the package does not exist.`);
        return;
      }
      const file = files.get(entity.inputFilePath.toLowerCase());
      // A package without the file that its manifest names is accepted and "succeeds": finance-api.md 4.3.
      const rows = file === undefined ? [] : mapped(readDataFile(decodeText(file), entity.sourceFormat), entity);
      const imported = this.importer.import(table, rows, company, execute);
      execution.outcomes = [...execution.outcomes, imported.outcome];
      execution.errors = [...execution.errors, ...imported.errors];
      good += imported.good;
      bad += imported.bad;
    }
    execution.status = statusOf(good, bad);
  }

  private rowsToExport(project: DataProject, table: FinanceTable, company: string): Row[] {
    const rows: Row[] = [];
    for (const row of this.state.storeOf(table).scan()) {
      if (table.companySpecific && row['dataAreaId'] !== company) continue;
      const id = `${table.entitySet} ${rowKey(table.model, row)!}`;
      const etag = etagOf(row);
      if (project.refreshType === 'incremental' && project.exported.get(id) === etag) continue;
      project.exported.set(id, etag);
      rows.push(row);
    }
    return rows;
  }

  private fail(execution: Execution, message: string): void {
    execution.status = 'Failed';
    execution.errors = [...execution.errors, { RecordId: '', EntityName: '', Field: '', ErrorMessage: message }];
  }
}

const statusOf = (good: number, bad: number): ExecutionStatus => (bad === 0 ? 'Succeeded' : good === 0 ? 'Failed' : 'PartiallySucceeded');

/** Columns of the file by their staging field; one that the map does not name is dropped without a word. */
const mapped = (rows: readonly Readonly<Record<string, string>>[], { fields }: PackageEntity): Readonly<Record<string, string>>[] => {
  if (fields.length === 0) return [...rows];
  return rows.map((row) => Object.fromEntries(fields.map(({ inFile, field }) => [field.toUpperCase(), row[inFile.toUpperCase()] ?? ''])));
};

const packageEntity = (table: FinanceTable, sourceFormat: string, sequence: number): PackageEntity => ({
  entityName: table.label,
  inputFilePath: `${table.label}.${/xml/i.test(sourceFormat) ? 'xml' : 'csv'}`,
  sourceFormat,
  fields: stagingColumns(table).map(({ name }) => ({ inFile: name.toUpperCase(), field: name.toUpperCase() })),
  unit: 1,
  level: 1,
  sequence,
});

const encodeData = (text: string, sourceFormat: string): Buffer =>
  /unicode/i.test(sourceFormat) ? encodeUtf16(text) : Buffer.from(text, 'utf8');
