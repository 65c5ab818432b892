import type { System } from '@concord/contracts';
import type { Link } from '../links/link';
import { LinkIndex } from '../links/link-index';
import type { ToldLink } from '../links/told-link';
import { faceOf } from '../publishing/link-message-of';
import type { Decision, Noted } from '../reconcile/draft';

/** Where a decision came from, kept on its link and carried to its writes. */
export interface Origin {
  readonly trace?: string | undefined;
  readonly environment?: string | undefined;
}

/** Links of one transaction: as read, as decided so far, and what is to be stored and published in the end. */
export class LinkBatch {
  readonly index = new LinkIndex();
  readonly pauses = new Map<string, string>();
  readonly noted = new Map<string, number>();
  /** Stored already, and not told of yet. */
  readonly created: ToldLink[] = [];
  private readonly faces = new Map<string, string | null>();
  private readonly read = new Map<string, Link>();
  private readonly changed = new Map<string, Link>();
  private readonly issued = new Map<string, Set<System>>();
  private readonly absorbed = new Map<string, Link>();

  /** @param sharesOf columns that a map shares: a link looks different to others when one of them changes */
  constructor(private readonly sharesOf: (map: string) => readonly string[]) {}

  /** Links as read, locked. */
  add(links: readonly Link[]): void {
    for (const link of links) {
      if (this.index.get(link.id)) continue;
      this.index.put(link);
      this.faces.set(link.id, faceOf(link, this.sharesOf(link.map)));
      this.read.set(link.id, link);
    }
  }

  decide({ link, issued, noted, pauseMap }: Decision, origin: Origin = {}): void {
    for (const what of noted) this.note(link.map, what);
    if (pauseMap !== undefined) this.pauses.set(link.map, pauseMap);
    if (this.index.get(link.id) === link) return;
    // A link that was not stored and says nothing: a change nobody has to remember.
    if (origin.trace !== undefined) link.trace = origin.trace;
    if (origin.environment !== undefined) link.environment = origin.environment;
    this.index.put(link);
    this.changed.set(link.id, link);
    for (const system of issued) this.issued.set(link.id, (this.issued.get(link.id) ?? new Set()).add(system));
  }

  /** The link has become one with another. */
  absorb(link: Link): void {
    this.index.remove(link);
    this.changed.delete(link.id);
    this.issued.delete(link.id);
    this.absorbed.set(link.id, link);
  }

  /** A link as it was read; undefined: it is new. */
  asRead(id: string): Link | undefined {
    return this.read.get(id);
  }

  get toSave(): Link[] {
    return [...this.changed.values()];
  }

  get toRemove(): Link[] {
    return [...this.absorbed.values()];
  }

  /** Links with a side to be written, newest state. */
  get toPublish(): { link: Link; sides: readonly System[] }[] {
    return [...this.issued].flatMap(([id, sides]) => {
      const link = this.index.get(id);
      return link ? [{ link, sides: [...sides] }] : [];
    });
  }

  /** Links that look different to others than before. */
  get toAnnounce(): Link[] {
    const told = this.toSave.filter((link) => {
      const face = faceOf(link, this.sharesOf(link.map));
      return face !== null && face !== this.faces.get(link.id);
    });
    return [
      ...told,
      ...this.toRemove
        .filter(({ id }) => this.faces.get(id) != null)
        .map((link): Link => ({ ...link, status: 'deleted', waitingFor: [], error: null })),
    ];
  }

  private note(map: string, what: Noted): void {
    const name = `${map}|${what}`;
    this.noted.set(name, (this.noted.get(name) ?? 0) + 1);
  }
}
