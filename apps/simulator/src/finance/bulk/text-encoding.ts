/** Text of a package's file: UTF-16 little-endian with byte order mark in Microsoft's own packages, UTF-8 elsewhere. */
export const decodeText = (content: Buffer): string => {
  if (content[0] === 0xff && content[1] === 0xfe) return content.toString('utf16le', 2);
  const text = content.toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
};

export const encodeUtf16 = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export const unescapeXml = (text: string): string =>
  text
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_match, inner: string) => escapeXml(inner))
    .replace(/&#(x?)([0-9a-fA-F]+);/g, (_match, hex: string, digits: string) => String.fromCodePoint(parseInt(digits, hex ? 16 : 10)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
