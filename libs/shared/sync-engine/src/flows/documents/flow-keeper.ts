import { Injectable } from '@nestjs/common';
import type { Transaction } from '@concord/persistence';
import { join, joinAll, needName, type Evidence } from '../evidence/evidence';
import type { Flow } from '../language/flow';
import { ArrivalsRepository } from '../storage/arrivals.repository';
import { CodesRepository } from '../storage/codes.repository';
import { contentOf, DocumentsRepository } from '../storage/documents.repository';
import { EvidenceRepository, type Attributed } from '../storage/evidence.repository';
import { NamesRepository, type Giver } from '../storage/names.repository';
import { QueuesRepository } from '../storage/queues.repository';
import { foldDocument } from './fold-document';

/** A name given by a record that is found through a name itself, and so on: deeper than any document is, and an end to circles. */
const deepest = 8;

/** Reads, decides and stores documents: the same statements whatever the number of records. Within the caller's transaction. */
@Injectable()
export class FlowKeeper {
  constructor(
    private readonly evidence: EvidenceRepository,
    private readonly names: NamesRepository,
    private readonly codes: CodesRepository,
    private readonly documents: DocumentsRepository,
    private readonly arrivals: ArrivalsRepository,
    private readonly queues: QueuesRepository,
  ) {}

  /**
   * Takes evidence in, of one flow, and touches the documents it is of: they are made anew afterwards, once for all the evidence that has come
   * meanwhile. Evidence that tells nothing new costs one read.
   */
  async take(tx: Transaction, flow: Flow, observed: readonly Evidence[]): Promise<void> {
    const fresh = joinAll(observed);
    const known = new Map((await this.evidence.ofRecords(tx, flow.name, fresh)).map((one) => [nameOf(one.evidence), one]));
    const changed = fresh.flatMap((one): { before: Attributed | undefined; after: Evidence }[] => {
      const before = known.get(nameOf(one));
      if (!before) return isOfSomeDocument(one) ? [{ before, after: one }] : [];
      const after = join(before.evidence, one);
      return isSame(after, before.evidence) ? [] : [{ before, after }];
    });
    if (changed.length === 0) return;

    const given = changed.flatMap(({ before, after }) => [...(before?.evidence.reading?.names ?? []), ...(after.reading?.names ?? [])]);
    const used = changed.flatMap(({ after }) => (after.reading?.document ? [] : (after.reading?.through ?? [])));
    const leads = await this.names.lock(tx, flow.name, [...given, ...used]);
    const attributed = changed.map(({ after }): Attributed => ({ evidence: after, document: documentOf(after, leads) }));
    await this.evidence.save(tx, flow.name, attributed);
    await this.names.give(tx, flow.name, giversOf(attributed, given));

    const touched = new Set([...changed.map(({ before }) => before?.document), ...attributed.map(({ document }) => document)]);
    for (const document of await this.followNames(tx, flow.name, given)) touched.add(document);
    await this.queues.add(
      tx,
      'touched',
      [...touched].flatMap((document) => (document == null ? [] : [{ flow: flow.name, document }])),
    );
  }

  /**
   * Folds documents anew out of all that is known.
   *
   * @param needed other flows need documents of this one
   */
  async fold(tx: Transaction, flow: Flow, documents: readonly string[], needed: boolean, now: number): Promise<void> {
    if (documents.length === 0) return;
    const known = await this.documents.lock(tx, flow.name, documents);
    const evidence = new Map<string, Evidence[]>(documents.map((document) => [document, []]));
    for (const { document, evidence: one } of await this.evidence.ofDocuments(tx, flow.name, documents))
      evidence.get(document ?? '')?.push(one);
    const readings = [...evidence.values()].flat().flatMap(({ reading }) => reading ?? []);
    const codeOf = await this.codes.resolve(
      tx,
      readings.flatMap(({ dimensions }) => Object.values(dimensions).flatMap((one) => (typeof one === 'string' ? [] : [one]))),
    );
    const isThere = await this.documents.there(
      tx,
      readings.flatMap(({ needs }) => needs),
    );

    const folded = [...evidence].map(([document, all]) => foldDocument(flow, document, all, { codeOf, isThere, now }));
    const changed = new Set(folded.filter((one) => contentOf(one) !== known.get(one.document)?.content).map(({ document }) => document));
    await this.documents.save(tx, flow, folded, changed);
    await this.queues.add(
      tx,
      'outbox',
      [...changed].map((document) => ({ flow: flow.name, document })),
    );
    if (needed) {
      const arrived = folded.filter(({ document, isOriginalThere }) => known.get(document)?.isOriginalThere !== isOriginalThere);
      await this.arrivals.add(
        tx,
        arrived.map(({ document }) => needName({ flow: flow.name, document, as: '' })),
      );
    }
  }

  /** Leads names where the evidence says now, and moves what is found through them; a moved record may give names itself. */
  private async followNames(tx: Transaction, flow: string, given: readonly string[]): Promise<Set<string>> {
    const touched = new Set<string>();
    let names = [...new Set(given)];
    for (let depth = 0; names.length > 0 && depth < deepest; depth += 1) {
      const led = await this.names.lead(tx, flow, names);
      if (led.length === 0) break;
      const moved = await this.names.follow(tx, flow, led);
      for (const { from, to } of moved) for (const document of [from, to]) if (document !== null) touched.add(document);
      names = [...new Set(moved.flatMap((one) => one.names))];
    }
    return touched;
  }
}

const nameOf = ({ source, record }: Evidence): string => `${source}\n${record}`;

/** A row that belongs to no document is not kept; a delete is, or an older row that comes late would be taken for a record that is there. */
const isOfSomeDocument = ({ isThere, reading }: Evidence): boolean => !isThere || reading?.document != null || reading?.through != null;

const documentOf = ({ reading }: Evidence, leads: ReadonlyMap<string, string | null>): string | null =>
  reading?.document ?? (reading?.through ? (leads.get(reading.through) ?? null) : null);

/** Joined evidence keeps the order of keys it was stored with, save where something new is in it. */
const isSame = (one: Evidence, other: Evidence): boolean =>
  one.version === other.version && one.readVersion === other.readVersion && JSON.stringify(one.firsts) === JSON.stringify(other.firsts);

const giversOf = (all: readonly Attributed[], given: readonly string[]): Giver[] =>
  given.length === 0
    ? []
    : all.map(({ evidence: { source, record, reading }, document }) => ({ source, record, document, names: reading?.names ?? [] }));
