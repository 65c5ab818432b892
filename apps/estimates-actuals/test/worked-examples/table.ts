export type Line = Readonly<Record<string, string>>;

/**
 * A table as the page shows it: the first line names the columns, a cell is text without the blanks around it.
 *
 *     table`
 *       actual | amount
 *       A1     | 800    `
 */
export const table = ({ raw }: TemplateStringsArray): Line[] => {
  const [head = [], ...lines] = (raw[0] ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  return lines.map((cells) => {
    if (cells.length !== head.length) throw new Error(`${cells.length} cells under ${head.length} heads: ${cells.join(' | ')}`);
    return Object.fromEntries(head.map((name, index) => [name, cells[index] ?? '']));
  });
};

/** Rows arrive in no order. */
export const inOrder = <L extends Line>(lines: readonly L[]): L[] =>
  [...lines].sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
