const bold = (text) => (process.stdout.isTTY ? `\u001b[1m${text}\u001b[22m` : text);

export const say = (text = '') => console.log(text);

export const heading = (text) => say(`\n${bold(text)}`);

/** Does the work and says what it was, with its result and its time: `build  up to date  1.8 s`. */
export const step = async (name, work) => {
  const began = Date.now();
  const result = await work();
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  say(`  ${name.padEnd(22)} ${(typeof result === 'string' ? result : 'done').padEnd(46)} ${seconds.padStart(6)} s`);
  return result;
};

/** Rows under their column names, each column as wide as its widest cell; `right`: the columns of numbers. */
export const table = (columns, rows, { right = [] } = {}) => {
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))];
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index].length)));
  const padded = (cell, index) => (right.includes(columns[index]) ? cell.padStart(widths[index]) : cell.padEnd(widths[index]));
  for (const [number, row] of cells.entries()) {
    const line = `  ${row.map(padded).join('  ')}`.trimEnd();
    say(number === 0 ? bold(line) : line);
  }
};
