import type { Row } from '../../odata/model';
import type { FinanceColumn, FinanceTable } from '../definitions/finance-table';
import { formatCsv, parseCsv } from './csv';
import { escapeXml, unescapeXml } from './text-encoding';

/** A row of a data file: staging field in capitals to its text. */
export type FileRow = Readonly<Record<string, string>>;

/** Columns that a package carries: the company is that of the run, not a column. */
export const stagingColumns = (table: FinanceTable): FinanceColumn[] =>
  [...table.columns.values()].filter(({ name }) => name !== 'dataAreaId');

const isXml = (sourceFormat: string, text: string): boolean => /xml/i.test(sourceFormat) || text.trimStart().startsWith('<');

/** Rows of a CSV file with a header row, or of an XML file with an element a row. */
export const readDataFile = (text: string, sourceFormat: string): FileRow[] =>
  isXml(sourceFormat, text) ? readXml(text) : readCsvRows(text);

export const writeDataFile = (table: FinanceTable, rows: readonly Row[], sourceFormat: string): string => {
  const columns = stagingColumns(table);
  if (!/xml/i.test(sourceFormat)) {
    return formatCsv([columns.map(({ name }) => name.toUpperCase()), ...rows.map((row) => columns.map((column) => cellText(column, row)))]);
  }
  const name = table.internalName.toUpperCase();
  const written = rows.map(
    (row) =>
      `<${name}>${columns.map((column) => `<${column.name.toUpperCase()}>${escapeXml(cellText(column, row))}</${column.name.toUpperCase()}>`).join('')}</${name}>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>\r\n<Document>${written.join('')}</Document>`;
};

const readCsvRows = (text: string): FileRow[] => {
  const [header = [], ...rows] = parseCsv(text);
  return rows.map((cells) => Object.fromEntries(header.map((name, index) => [name.trim().toUpperCase(), cells[index] ?? ''])));
};

const readXml = (text: string): FileRow[] => {
  const inner = /<Document[^>]*>([\s\S]*)<\/Document>/i.exec(text)?.[1] ?? '';
  return [...inner.matchAll(/<(\w+)(?:\s[^>]*)?>([\s\S]*?)<\/\1>/g)].map(([, , body]) =>
    Object.fromEntries(
      [...body!.matchAll(/<(\w+)(?:\s[^>]*)?(?:\/>|>([\s\S]*?)<\/\1>)/g)].map(([, name, value]) => [
        name!.toUpperCase(),
        unescapeXml(value ?? ''),
      ]),
    ),
  );
};

const cellText = (column: FinanceColumn, row: Row): string => {
  const value = row[column.name] ?? column.unset;
  if (column.type !== 'DateTime') return String(value);
  return column.precision === 'second' ? String(value).replace('T', ' ').replace('Z', '') : `${String(value).slice(0, 10)} 00:00:00`;
};
