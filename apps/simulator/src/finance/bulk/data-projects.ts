export interface DataProject {
  readonly name: string;
  readonly direction: 'import' | 'export';
  /** Lower case. */
  readonly company: string;
  /** Labels of the entities, in execution order. */
  readonly entities: readonly string[];
  readonly sourceFormat: string;
  /** `incremental`: an export holds only what changed since the last one. */
  readonly refreshType: 'full' | 'incremental';
  /** Entity set and key to the etag that was exported last. */
  readonly exported: Map<string, string>;
}

export class DataProjects {
  private readonly byName = new Map<string, DataProject>();

  find(name: string): DataProject | undefined {
    return this.byName.get(name.toLowerCase());
  }

  add(project: Omit<DataProject, 'exported'>): DataProject {
    const added = { ...project, exported: new Map<string, string>() };
    this.byName.set(project.name.toLowerCase(), added);
    return added;
  }

  clear(): void {
    this.byName.clear();
  }
}
