/**
 * Page order of keys: part by part, as text. The core's key texts of several parts are `4:usmf2:10`, lengths first, which as plain
 * text would put short values before long ones.
 */
export const compareKeyTexts = (left: string, right: string): number => {
  let a = 0;
  let b = 0;
  for (;;) {
    if (a >= left.length || b >= right.length) return left.length - a - (right.length - b);
    const [partA, nextA] = partAt(left, a);
    const [partB, nextB] = partAt(right, b);
    if (partA !== partB) return partA < partB ? -1 : 1;
    a = nextA;
    b = nextB;
  }
};

/** A key of one part has no length in front: all of the text is the part. */
const partAt = (text: string, at: number): readonly [string, number] => {
  const colon = text.indexOf(':', at);
  const length = colon > at && colon - at < 6 ? Number(text.slice(at, colon)) : NaN;
  if (!Number.isInteger(length) || colon + 1 + length > text.length) return [text.slice(at), text.length];
  return [text.slice(colon + 1, colon + 1 + length), colon + 1 + length];
};
