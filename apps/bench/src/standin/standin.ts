import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { answerBatch } from './batch-answers';

/**
 * Stands in for the two APIs behind the gateway's apply. Until it is told to take over, everything goes through to a simulator, tokens and
 * metadata included; from then on it answers every `$batch`, and every single POST, itself and at once.
 */
export class Standin {
  private readonly server: Server;
  private readonly simulator: Pool;
  private takesOver = false;

  constructor(private readonly simulatorUrl: string) {
    this.simulator = new Pool(simulatorUrl, { connections: 32 });
    this.server = createServer((request, response) => {
      this.serve(request, response).catch((error: Error) => {
        response.writeHead(502, { 'content-type': 'text/plain' }).end(error.message);
      });
    });
  }

  async listen(port = 0): Promise<string> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  takeOver(): void {
    this.takesOver = true;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await this.simulator.close();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const url = request.url ?? '/';
    if (this.takesOver && request.method === 'POST' && (url.startsWith('/data/') || url.startsWith('/api/data/'))) {
      const system = url.startsWith('/data/') ? 'finance' : 'dataverse';
      if (url.endsWith('/$batch')) {
        const answer = answerBatch(system, body.toString());
        response.writeHead(200, { 'content-type': answer.contentType, 'odata-version': '4.0' }).end(answer.body);
      } else response.writeHead(201, { 'content-type': 'application/json' }).end('{}');
      return;
    }
    const { host: _host, connection: _connection, 'content-length': _length, 'transfer-encoding': _encoding, ...headers } = request.headers;
    const answer = await this.simulator.request({
      method: (request.method ?? 'GET') as 'GET',
      path: url,
      headers: { ...headers, host: new URL(this.simulatorUrl).host },
      ...(body.length > 0 ? { body } : {}),
    });
    // Links in answers must lead back here, not past the stand-in.
    const own = `http://${request.headers.host ?? ''}`;
    const text = (await answer.body.text()).replaceAll(this.simulatorUrl, own);
    const { connection: _c, 'content-length': _l, 'transfer-encoding': _t, 'keep-alive': _k, ...answered } = answer.headers;
    response.writeHead(answer.statusCode, answered).end(text);
  }
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
