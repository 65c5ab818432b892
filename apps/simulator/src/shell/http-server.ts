import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Connection } from '../faults/fault-gate';
import type { ODataRequest, ODataResponse } from '../odata/http';
import { Turns } from './turns';

export type PlainRequest = ODataRequest<undefined> & {
  /** The same object for all requests of one connection. */
  readonly connection: Connection;
};
/** `cut` resets the connection instead of answering. */
export type Serve = (request: PlainRequest) => Promise<ODataResponse | 'cut'>;

/** Packages of a hundred megabytes are legal; beyond this a body is a mistake. */
const MOST_BODY_BYTES = 512 * 1024 * 1024;

/**
 * The one HTTP server. Plain `node:http`, because bodies stay raw (a multipart batch is not JSON), URLs of 64 KB pass, and faults need
 * the socket itself.
 */
export class HttpServer {
  private readonly server: Server;
  private readonly turns = new Turns();
  private readonly connections = new WeakMap<Socket, Connection>();

  constructor(private readonly serve: Serve) {
    this.server = createServer({ maxHeaderSize: 256 * 1024, keepAliveTimeout: 60_000, requestTimeout: 0 }, (request, response) => {
      void this.exchange(request, response);
    });
    this.server.on('connection', (socket: Socket) => this.connections.set(socket, { openedAt: performance.now() }));
  }

  /** Port 0 takes a free one; answers the port taken. */
  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen({ port, host, backlog: 1024 }, () => {
        this.server.off('error', reject);
        resolve((this.server.address() as AddressInfo).port);
      });
    });
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async exchange(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    try {
      const body = await readBody(incoming);
      if (body === undefined) {
        send(incoming, outgoing, {
          status: 413,
          headers: { 'Content-Type': 'text/plain', Connection: 'close' },
          body: 'Request Entity Too Large',
        });
        return;
      }
      await this.turns.next();
      const answer = await this.serve({
        method: incoming.method ?? 'GET',
        url: incoming.url ?? '/',
        headers: headersOf(incoming),
        body,
        caller: undefined,
        origin: originOf(incoming),
        connection: this.connections.get(incoming.socket) ?? { openedAt: performance.now() },
      });
      if (answer === 'cut') incoming.socket.resetAndDestroy();
      else send(incoming, outgoing, answer);
    } catch (error) {
      if (incoming.socket.destroyed) return; // the caller went away
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`${JSON.stringify({ level: 'error', at: incoming.url, message })}\n`);
      send(incoming, outgoing, {
        status: 500,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ error: { code: '', message: 'The simulator failed; this is a bug of it.' } }),
      });
    }
  }
}

const readBody = async (incoming: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, length);
};

const headersOf = (incoming: IncomingMessage): Record<string, string | undefined> => {
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(incoming.headers)) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  return headers;
};

/** Behind a proxy, or a test that maps a host name to the simulator, links must carry the outer address. */
const originOf = (incoming: IncomingMessage): string => {
  const first = (name: string): string | undefined =>
    String(incoming.headers[name] ?? '')
      .split(',')[0]
      ?.trim() || undefined;
  const host = first('x-forwarded-host') ?? incoming.headers.host ?? `127.0.0.1:${incoming.socket.localPort ?? 80}`;
  return `${first('x-forwarded-proto') ?? 'http'}://${host}`;
};

const send = (incoming: IncomingMessage, outgoing: ServerResponse, answer: ODataResponse): void => {
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body, 'utf8') : answer.body;
  const bodiless = answer.status === 204 || answer.status === 304;
  outgoing.writeHead(answer.status, bodiless ? answer.headers : { ...answer.headers, 'Content-Length': String(body.length) });
  outgoing.end(bodiless || incoming.method === 'HEAD' ? undefined : body);
};
