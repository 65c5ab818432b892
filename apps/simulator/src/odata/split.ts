/** Cuts at a separator that stands outside of brackets and quotes; an empty text gives no parts. */
export const splitOutside = (text: string, separator: string): string[] => {
  if (text.trim() === '') return [];
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === "'")
      quoted = !quoted; // a doubled quote toggles twice
    else if (quoted) continue;
    else if (character === '(' || character === '[') depth += 1;
    else if (character === ')' || character === ']') depth -= 1;
    else if (character === separator && depth <= 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));

  return parts;
};
