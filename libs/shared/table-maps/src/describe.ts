import type { Field, TableMap } from './table-map';

/** The map's sheet as a Markdown table: what the README shows, and CI compares. */
export const describeTableMap = (map: TableMap): string => {
  const facts = [
    `Finance \`${map.finance.table}\`, Dataverse \`${map.dataverse.table}\`; version ${map.version}.${ownName(map)}`,
    `Created by ${map.creates === 'both' ? 'either side' : map.creates}; on delete: ${onDelete(map)}. Master: ${map.master}.`,
    `Initial sync: ${map.initialSync.required ? `required, from ${map.initialSync.master}` : 'not required'}. Needs: ${map.prerequisites.join(', ') || 'nothing'}.`,
    ...Object.entries(map.filters ?? {}).map(([system, only]) => `Of ${system}, only ${String(only)}.`),
    ...(map.shares ? [`Shares ${map.shares.join(', ')} with maps that refer to it.`] : []),
    ...(map.perLegalEntity ? [`One row in Dataverse, one per legal entity in Finance.${speaking(map)}`] : []),
  ];
  const rows = [...(map.keyFields ?? []), ...map.fields].map(cellsOf);
  return [facts.join('\n'), '', table([['Finance', 'map', 'Dataverse', 'transform'], ...rows])].join('\n');
};

const speaking = ({ writes }: TableMap): string =>
  writes.dataverse ? ' Of the legal entities that have the record, the one whose code sorts first writes the row.' : '';

const ownName = ({ id, dataverse }: TableMap): string => (id === dataverse.table ? '' : ` Called \`${id}\`.`);

const onDelete = ({ onDelete: rule, deactivated }: TableMap): string => {
  if (rule !== 'deactivate') return rule;
  const values = Object.values(deactivated ?? {}).flatMap((row) =>
    Object.entries(row).map(([column, value]) => `${column} = ${String(value)}`),
  );
  return `deactivate (${values.join(', ')})`;
};

const cellsOf = ({ finance, symbol, dataverse, description, onCreateOnly }: Field): readonly string[] => [
  finance ?? '(none)',
  symbol,
  dataverse ?? '(none)',
  onCreateOnly ? `${description}; on creation only` : description,
];

/** Padded as the formatter pads it, so that formatting the README changes nothing. */
const table = (rows: readonly (readonly string[])[]): string => {
  const [header = []] = rows;
  const widths = header.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [first = [], ...rest] = rows;
  return [line(first), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rest.map(line)].join('\n');
};
