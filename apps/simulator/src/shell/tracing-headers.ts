import { randomUUID } from 'node:crypto';
import type { SystemName } from '../statistics/statistics';

/**
 * Ids that support asks for, and the cookie that would pin a client to one web server: clients log the first and must drop the second.
 * Sources: dataverse-web-api.md 1.2, finance-api.md 1.4.
 */
export const tracingHeaders = (system: SystemName, milliseconds: number): Record<string, string> => {
  const id = randomUUID();
  if (system === 'finance') {
    const cookie = 'ApplicationGatewayAffinity=5f0c; Path=/; HttpOnly';
    return { 'ms-dyn-aid': id, 'Server-Timing': `total;dur=${milliseconds.toFixed(1)}`, 'Set-Cookie': cookie };
  }
  return { 'x-ms-service-request-id': id, REQ_ID: id, 'Set-Cookie': 'ARRAffinity=5f0c; Path=/; HttpOnly' };
};
