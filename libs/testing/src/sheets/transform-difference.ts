import type { PathLine } from './map-lines';
import type { SheetField } from './sheet';
import type { ChosenNames } from './chosen-names';

type Members = Readonly<Record<string, number | boolean | string>>;

const isReference = /^reference to |^\w+ of [\w.]+$/;

/** What the line makes of a value that the sheet does not, or the other way about; undefined when both do the same. */
export const transformDifference = ({ transform }: SheetField, { description }: PathLine, names: ChosenNames): string | undefined => {
  // The key and references are told by the path, which was compared.
  const own = description
    .split('; ')
    .filter((part) => part !== 'key' && !isReference.test(part))
    .join('; ');
  switch (transform?.kind) {
    case undefined:
      return own === '' ? undefined : `${own}; sheet none`;
    case 'default':
      return own === `default ${String(transform.value)}` ? undefined : `${own || 'no default'}; sheet default ${String(transform.value)}`;
    case 'valueMap':
      return valueMapDifference(own, named(transform.map ?? {}, names));
    case 'expression':
      return own === '' ? undefined : `${own}; sheet ${String(transform.value)}`;
  }
};

const named = (members: Members, { finance }: ChosenNames): Members =>
  Object.fromEntries(Object.entries(members).map(([member, value]) => [finance[member] ?? member, value]));

/** Sheets have labels in camel case, maps the members of the enum. */
const valueMapDifference = (own: string, wanted: Members): string | undefined => {
  const pairs = /^value map ([^;]*)/.exec(own)?.[1]?.split(', ') ?? [];
  const has = new Map(pairs.map((pair) => pair.toLowerCase().split(' = ') as [string, string]));
  const should = new Map(Object.entries(wanted).map(([label, value]) => [label.toLowerCase(), String(value).toLowerCase()]));
  const wrong = [
    ...[...should].filter(([member, value]) => has.get(member) !== value).map(([member, value]) => `lacks ${member} = ${value}`),
    ...[...has].filter(([member]) => !should.has(member)).map(([member, value]) => `has ${member} = ${value}`),
  ];
  return wrong.length === 0 ? undefined : `value map ${wrong.join(', ')}`;
};
