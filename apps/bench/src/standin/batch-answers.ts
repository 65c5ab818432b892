const LINE = '\r\n';

/**
 * Answers a multipart `$batch` of writes as if every one had been applied: 201 per POST, 204 per PATCH and DELETE of Finance; a row with its
 * version per PATCH of Dataverse. Reads nothing but request lines: a stand-in must cost less than what it stands in for.
 */
export const answerBatch = (system: 'dataverse' | 'finance', body: string): { readonly contentType: string; readonly body: string } => {
  const parts: string[] = [];
  for (const [, method = '', url = ''] of body.matchAll(/^(POST|PATCH|DELETE|GET) (\S+) HTTP\/1\.1/gm)) {
    parts.push(system === 'finance' ? financePart(method) : dataversePart(method, url));
  }
  const text = `${parts.map((part) => `--batchresponse_standin${LINE}${part}`).join('')}--batchresponse_standin--${LINE}`;
  return { contentType: 'multipart/mixed; boundary=batchresponse_standin', body: text };
};

const http = (status: string, headers: string, body: string): string =>
  `Content-Type: application/http${LINE}Content-Transfer-Encoding: binary${LINE}${LINE}HTTP/1.1 ${status}${LINE}${headers}OData-Version: 4.0${LINE}${LINE}${body}${LINE}`;

const json = `Content-Type: application/json; odata.metadata=minimal${LINE}`;

/** A change set of one operation, as the gateway sends one per record. */
const financePart = (method: string): string => {
  const inner =
    method === 'POST' ? http('201 Created', json, `{"@odata.etag":"W/\\"JzEsNTYzNzE0NDU3Nic=\\""}`) : http('204 No Content', '', '');
  return `Content-Type: multipart/mixed; boundary=changesetresponse_standin${LINE}${LINE}--changesetresponse_standin${LINE}${inner}--changesetresponse_standin--${LINE}`;
};

let version = 1_000_000_000;

const dataversePart = (method: string, url: string): string => {
  if (method === 'DELETE') return http('204 No Content', '', '');
  const id = /\(([0-9a-f-]{36})\)/i.exec(url)?.[1] ?? '';
  return http('200 OK', json, `{"id":"${id}","versionnumber":${(version += 1)}}`);
};
