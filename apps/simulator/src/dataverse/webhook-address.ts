import type { Row } from '../odata/model';

/** Where and how a service endpoint wants to be called; its secret is a list of pairs as the registration tool stores it, or JSON. */
export const authenticated = (endpoint: Row): { url: string; headers: Record<string, string> } => {
  const url = String(endpoint['url']);
  const value = String(endpoint['authvalue'] ?? '');
  const withQuery = (query: string) => (query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`);
  const type = endpoint['authtype'];
  if (type === authTypes.webhookKey) return { url: withQuery(`code=${encodeURIComponent(value)}`), headers: {} };
  if (type === authTypes.httpHeader) return { url, headers: Object.fromEntries(pairs(value)) };
  if (type !== authTypes.httpQueryString) return { url, headers: {} };
  const query = pairs(value).map(([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`);

  return { url: withQuery(query.join('&')), headers: {} };
};

/** `serviceendpoint.authtype`. */
const authTypes = { webhookKey: 4, httpHeader: 5, httpQueryString: 6 } as const;

/** `<settings><setting name="a" value="b" /></settings>`, as registration tools write it, or a JSON object. */
const pairs = (text: string): [string, string][] => {
  const settings = [...text.matchAll(/<setting\s+name="([^"]*)"\s+value="([^"]*)"/g)].map((match): [string, string] => [
    unescapeXml(match[1]!),
    unescapeXml(match[2]!),
  ]);
  if (settings.length > 0) return settings;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) return Object.entries(parsed).map(([name, value]) => [name, String(value)]);
  } catch {
    // neither form: nothing to send along
  }
  return [];
};

const unescapeXml = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
