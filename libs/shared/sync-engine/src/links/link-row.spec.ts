import * as fc from 'fast-check';
import { dataverse, finance, GivenLink } from '../../test/model/given-link';
import { linkFrom, storedColumns, type LinkRow } from './link-row';
import type { Link, Side } from './link';
import { sentByColumn } from './sent-values';

const stored = (link: Link): LinkRow => {
  const row = Object.fromEntries(storedColumns.map(({ name, of }) => [name, of(link)]));
  const date = (value: unknown): Date | null => (typeof value === 'string' ? new Date(value) : null);
  return { ...row, scope: link.scope, due_at: date(row['due_at']), unapplied_since: date(row['unapplied_since']) } as unknown as LinkRow;
};

/** What was sent may be told in two ways, by revision or by column. */
const toldByColumn = ({ dataverse, finance, ...link }: Link): object => {
  const side = (one: Side): object => ({ ...one, sent: one.sent && sentByColumn(one.sent) });
  return { ...link, dataverse: side(dataverse), finance: side(finance) };
};

const steps = fc.array(
  fc.constantFrom<(given: GivenLink, at: number) => GivenLink>(
    (given, at) => given.sees(dataverse(2 * at, { name: `n${at}` })),
    (given, at) => given.sees(finance(2 * at, { Name: `m${at}`, Note: 'x' })),
    (given, at) => given.sees(dataverse(2 * at, { hidden: 'Yes' })),
    (given, at) => given.sees(dataverse(2 * at, { parent: 'p' })),
    (given) => given.refuses('finance', 'transient'),
    (given) => given.refuses('finance', 'permanent'),
    (given, at) => given.hears('finance', { status: 'applied', version: String(2 * at) }),
  ),
  { maxLength: 12 },
);

it('a link is read back from its row as it was stored, whatever it went through', () =>
  fc.assert(
    fc.property(steps, (story) => {
      const given = GivenLink.inStep();
      story.forEach((step, at) => step(given, at + 5));
      const isInFlight =
        given.link.finance.revision > given.link.finance.settled || given.link.dataverse.revision > given.link.dataverse.settled;
      // When an unanswered write is published again is the publication's to know.
      const { link } = given;
      expect(toldByColumn(linkFrom(stored(link)))).toEqual(toldByColumn({ ...link, dueAt: isInFlight ? null : link.dueAt }));
    }),
  ));
