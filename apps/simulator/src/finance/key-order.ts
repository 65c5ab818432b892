/**
 * Page order of keys: part by part, as text. The core's key texts of several parts are `4:usmf2:10`, lengths first, which as plain
 * text would put short values before long ones.
 */
export const compareKeyTexts = (left: string, right: string): number => {
  let at = 0; // up to here both are alike, lengths included
  for (;;) {
    const a = headOf(left, at);
    const b = headOf(right, at);
    const partA = left.slice(a.start, a.end);
    const partB = right.slice(b.start, b.end);
    if (partA !== partB) return partA < partB ? -1 : 1;
    at = a.end;
    if (at >= left.length || b.end >= right.length) return left.length - right.length;
  }
};

/** Where the part that begins here starts and ends. A key of one part has no length in front: all of the text is the part. */
const headOf = (text: string, at: number): { readonly start: number; readonly end: number } => {
  let length = 0;
  let index = at;
  for (; index < text.length; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) break;
    length = length * 10 + digit;
  }
  const end = index + 1 + length;
  return index > at && text[index] === ':' && end <= text.length ? { start: index + 1, end } : { start: at, end: text.length };
};
