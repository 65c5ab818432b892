import { connect, isIP, type Socket } from 'node:net';
import { connect as connectByTls } from 'node:tls';
import type { ISocketFactoryArgs } from 'kafkajs';

const KEEP_ALIVE_MS = 60_000;

/**
 * A connection to a broker, as kafkajs makes it, but without Nagle's algorithm: by that the end of a request waits until the broker has acknowledged what
 * went before it, which it may put off for 40 ms.
 */
export const promptSocket = ({ host, port, ssl, onConnect }: ISocketFactoryArgs): Socket => {
  // kafkajs passes nothing where its types promise options.
  const options = ssl as ISocketFactoryArgs['ssl'] | undefined;
  const socket = options
    ? connectByTls({ host, port, ...(isIP(host) ? {} : { servername: host }), ...options }, onConnect)
    : connect({ host, port }, onConnect);
  socket.setKeepAlive(true, KEEP_ALIVE_MS);
  socket.setNoDelay(true);

  return socket;
};
