import { dataverse, finance } from '../../test/model/given-link';
import { thingsMap } from '../../test/model/things.map';
import { decideChange } from '../changes/decide-change';
import { LinkIndex } from './link-index';
import { join, pair } from './pairing';
import { newLink, type Link } from './link';

const map = thingsMap({ creates: 'both', master: 'dataverse', onDelete: 'delete' });
const source = { map, resolve: () => undefined, now: 1, random: 0 };
const linkOf = (index: LinkIndex, change = finance(2)): Link => {
  const pairing = pair(index, change, '', source);
  if (pairing.kind !== 'paired') throw new Error(pairing.kind);
  const { link } = decideChange(pairing.link, change, source);
  index.put(link);
  return link;
};

describe('a record is paired', () => {
  it('with the link that knows it, or the one of its integration key, or a new one, named alike whenever the change is looked at', () => {
    const index = new LinkIndex();
    const link = linkOf(index);
    expect(pair(index, finance(3), '', source)).toEqual({ kind: 'paired', link });
    expect(pair(index, dataverse(2), '', source)).toEqual({ kind: 'paired', link });
    expect(pair(new LinkIndex(), dataverse(2), '', source)).toEqual(pair(new LinkIndex(), dataverse(2), '', source));
    expect(pair(new LinkIndex(), dataverse(2), 'usmf', source)).not.toEqual(pair(new LinkIndex(), dataverse(2), 'demf', source));
  });

  it('with a link of its own when it comes back, and the one it was first met by has gone on with another record', () => {
    const first = linkOf(new LinkIndex(), dataverse(2));
    expect(linkOf(new LinkIndex(), dataverse(9)).id).not.toBe(first.id);
  });

  it('with nothing when it was deleted before anybody saw it', () =>
    expect(pair(new LinkIndex(), { ...dataverse(2), row: null }, '', source)).toEqual({ kind: 'unknown' }));

  it('not with a link whose half is another record: two records of one key are for a person to part', () => {
    const index = new LinkIndex();
    const of = linkOf(index, dataverse(2));
    expect(pair(index, { ...dataverse(4), id: 'second' }, '', source)).toMatchObject({ kind: 'duplicate', of });
  });
});

it('a link that waited without a key joins the one of its key when it can be told', () => {
  const index = new LinkIndex();
  const found = linkOf(index);
  const waiting: Link = { ...newLink('waiting', 'things', ''), status: 'waiting' };
  waiting.dataverse = { ...waiting.dataverse, id: 'guid', key: { thingid: 'guid' }, held: { version: 4n, row: dataverse(4).row } };
  index.put(waiting);
  const joined = join(index, waiting, source);
  expect(joined).toMatchObject({
    kind: 'paired',
    link: { id: found.id, dataverse: { id: 'guid', held: { version: 4n } }, finance: { id: 'k' } },
  });
  expect(index.get('waiting')).toBeUndefined();
});
