import type { SystemName } from '../statistics/statistics';

/** Which system a path belongs to; undefined for paths of neither. */
export const systemOfPath = (path: string): SystemName | undefined => {
  if (/^\/api\/data(\/|$)/.test(path)) return 'dataverse';
  return /^\/(data|metadata|Metadata|api\/services|api\/connector|soap\/services)(\/|$)/.test(path) ? 'finance' : undefined;
};

/** What a call is counted under when it never reached its system: the entity set, or the first segment behind the service's root. */
export const tableOfPath = (path: string): string => {
  const inner = path.replace(/^\/api\/data\/v\d+\.\d+/, '').replace(/^\/(data|metadata|Metadata|api\/services|api\/connector)/, '');
  return decodeLeniently(inner.replace(/^\//, '').split(/[(/?]/, 1)[0] ?? '');
};

const decodeLeniently = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
