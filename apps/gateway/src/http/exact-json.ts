const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isNumberPart = (code: number): boolean =>
  isDigit(code) || code === 0x2e || code === MINUS || code === 0x2b || code === 0x45 || code === 0x65; // . - + E e

/**
 * `JSON.parse` with every number as the text that stood in the answer (`12500.0000` becomes `"12500.0000"`), because a binary float keeps
 * neither the digits of money nor of a 64-bit record id. Whoever reads a value knows from its column what it is.
 *
 * Throws what `JSON.parse` throws.
 */
export const parseExact = (text: string): unknown => JSON.parse(quoteNumbers(text));

/** One pass over the text; strings are skipped whole, so digits inside them stay as they are. */
const quoteNumbers = (text: string): string => {
  const parts: string[] = [];
  let copied = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
    } else if (code === MINUS || isDigit(code)) {
      let end = at + 1;
      while (end < text.length && isNumberPart(text.charCodeAt(end))) end += 1;
      const number = text.slice(at, end);
      JSON.parse(number); // refuses what is no JSON number, such as 01 or 1.2.3, which quotes would hide
      parts.push(text.slice(copied, at), '"', number, '"');
      copied = end;
      at = end;
    } else {
      at += 1;
    }
  }
  parts.push(text.slice(copied));
  return parts.join('');
};

const endOfString = (text: string, start: number): number => {
  let close = text.indexOf('"', start + 1);
  while (close !== -1) {
    let backslashes = 0;
    while (text.charCodeAt(close - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return close + 1;
    close = text.indexOf('"', close + 1);
  }
  return text.length; // unterminated: JSON.parse says so
};
