import { columnsOf, tableOf } from '@concord/contracts';
import { readRow, type AnySource, type StageProof } from '../evidence/read-row';
import { observe } from '../evidence/observe';
import { FlowDeclarationError } from './flow-declaration-error';
import type { Flow, FlowSource, FlowStageDefinition } from './flow';
import { currencyDimensions, minutes, type Source, type Stage } from './words';

export interface FlowDeclaration {
  /** In URLs, topics and tables: letters, digits and dashes, e.g. `actuals`. */
  readonly name: string;
  /** What one document is called in a sentence: "actual". */
  readonly noun: string;
  /** Raise it when the declaration changes what a row means: everything is read again. */
  readonly revision: number;
  /** What amounts are added up by, besides the currencies. */
  readonly dimensions: readonly string[];
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each source has rows of its own type; `provenBy` holds a proof to its source's
  readonly sources: readonly Source<any>[];
  /** In order: the first makes the document. */
  readonly stages: readonly Stage[];
  /** A later stage is proven and the first is not: the original is gone, or was never there. Default after ten minutes. */
  readonly original?: { readonly within?: number; readonly code?: string; readonly cause: string; readonly remedy: string };
}

/**
 * Declares how one kind of business document goes through both systems. Throws FlowDeclarationError at boot, every fault in a sentence that names
 * its line.
 */
export const defineFlow = (declaration: FlowDeclaration): Flow => {
  const faults = faultsOf(declaration);
  if (faults.length > 0) throw new FlowDeclarationError(declaration.name, faults);
  const { name, noun, revision, stages, original } = declaration;
  const sources = declaration.sources as readonly AnySource[];
  const needs = sources.flatMap((source) => source.needs ?? []);
  return {
    name,
    noun,
    revision,
    dimensions: [...declaration.dimensions, ...currencyDimensions],
    stages: stages.map(compiledStage),
    sources: sources.map((source) => compiledSource(source, stages)),
    original: {
      within: original?.within ?? minutes(10),
      code: original?.code ?? 'ORIGINAL_MISSING',
      cause: original?.cause ?? `The ${noun} was deleted, or was never ${stages[0]?.title ?? ''}.`,
      remedy: original?.remedy ?? `Find out who deleted the ${noun}; make it again, or take back what came of it.`,
    },
    needs: needs[0] ? { within: Math.min(...needs.map(({ within }) => within)), remedy: needs[0].remedy } : null,
    needsFlows: [...new Set(needs.map(({ flow }) => flow))],
    codeMaps: [
      ...new Set(
        sources.flatMap(({ dimensions = {} }) => Object.values(dimensions).flatMap((one) => (typeof one === 'function' ? [] : [one.map]))),
      ),
    ],
  };
};

const compiledStage = ({ name, title, within, late, mayDiffer, proofs }: Stage): FlowStageDefinition => ({
  name,
  title,
  within: within ?? null,
  late: late ? { ...late, code: late.code ?? `${name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()}_LATE` } : null,
  mayDiffer: mayDiffer ?? false,
  proofs: proofs.map(({ source, every }) => ({ source, every })),
});

const compiledSource = (source: AnySource, stages: readonly Stage[]): FlowSource => {
  const proofs: StageProof[] = stages.flatMap(({ name, proofs: all }) =>
    all.filter((proof) => proof.source === source.id).map((proof) => ({ ...(proof as unknown as StageProof), stage: name })),
  );
  const read = (row: object): ReturnType<typeof readRow> => readRow(source, proofs, row as never);
  const { of } = source;
  const place =
    of.kind === 'links'
      ? { in: 'link' as const, table: of.map, key: [], columns: [] }
      : { ...placeOf(tableOf(of.record)), columns: columnsOf(of.record) };
  return {
    id: source.id,
    ...place,
    read: (row) => read(row).reading,
    observe: (observed) => observe(source.id, place, observed, read),
  };
};

const placeOf = ({ system, table, key }: ReturnType<typeof tableOf>): Pick<FlowSource, 'in' | 'table' | 'key'> => ({
  in: system,
  table,
  key,
});

const faultsOf = ({ name, dimensions, sources, stages, revision }: FlowDeclaration): string[] => {
  const faults: string[] = [];
  const ids = new Set<string>();
  if (!/^[a-z][a-z0-9-]{0,58}$/.test(name))
    faults.push(`name '${name}': use lower-case letters, digits and dashes, e.g. 'expense-reports'`);
  if (!Number.isInteger(revision) || revision < 1)
    faults.push(`revision ${revision}: begin with 1, and raise it by one when the meaning of a row changes`);
  for (const dimension of dimensions) {
    if (!/^[a-z][A-Za-z0-9]{0,40}$/.test(dimension))
      faults.push(`dimension '${dimension}': use letters and digits, e.g. 'integrationAccount'`);
    if ((currencyDimensions as readonly string[]).includes(dimension))
      faults.push(`dimension '${dimension}': every flow has it, leave it out`);
  }
  const known = new Set([...dimensions, ...currencyDimensions]);
  for (const source of sources) {
    if (ids.has(source.id)) faults.push(`source '${source.id}' is declared twice: give one of them an id of its own`);
    ids.add(source.id);
    if ((source.document === undefined) === (source.through === undefined))
      faults.push(`source '${source.id}' must find its document by exactly one of 'document' and 'through'`);
    if (source.through && !sources.some((other) => other !== source && other.names))
      faults.push(`source '${source.id}' finds its document through a name, and no other source gives names: add 'names' to one`);
    for (const dimension of Object.keys(source.dimensions ?? {}))
      if (!known.has(dimension)) faults.push(`source '${source.id}' fills the dimension '${dimension}', which the flow does not declare`);
    if (
      !stages.some(({ proofs }) => proofs.some((proof) => proof.source === source.id)) &&
      !source.names &&
      !source.dimensions &&
      !source.needs &&
      !source.troubles
    )
      faults.push(`source '${source.id}' proves no stage, and tells nothing else: use it or leave it out`);
  }
  if (stages.length < 2) faults.push('a flow has at least two stages: one that makes the document, and one that it reaches');
  const names = new Set<string>();
  for (const [place, stage] of stages.entries()) {
    if (!/^[a-z][A-Za-z0-9]{0,58}$/.test(stage.name)) faults.push(`stage '${stage.name}': use letters and digits, e.g. 'writtenBack'`);
    if (names.has(stage.name)) faults.push(`stage '${stage.name}' is declared twice`);
    names.add(stage.name);
    if (stage.proofs.length === 0) faults.push(`stage '${stage.name}' is proven by nothing: add provenBy(...)`);
    for (const proof of stage.proofs)
      if (!sources.some(({ id }) => id === proof.source))
        faults.push(`stage '${stage.name}' is proven by '${proof.source}', which is not among the sources`);
    if (stage.within !== undefined && !(stage.within > 0))
      faults.push(`stage '${stage.name}': within ${stage.within} is no time, use minutes(...)`);
    if (stage.within !== undefined && place === 0)
      faults.push(`stage '${stage.name}' is the first: nothing comes before it that it could be late after`);
    if (stage.within !== undefined && !stage.late)
      faults.push(`stage '${stage.name}' may be late: add 'late', the usual cause and the remedy`);
    if (stage.within === undefined && stage.late)
      faults.push(`stage '${stage.name}' says what it means to be late, but not when it is: add 'within'`);
  }
  return faults;
};
