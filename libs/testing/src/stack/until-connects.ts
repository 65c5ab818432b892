import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves when something on this machine takes connections on the port; fails after a minute. */
export const untilConnects = async (port: number): Promise<void> => {
  const deadline = Date.now() + 60_000;
  while (!(await connects(port))) {
    if (Date.now() > deadline) throw new Error(`Nothing takes connections on port ${port} after a minute.`);
    await sleep(50);
  }
};

const connects = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const answer = (connected: boolean) => (): void => {
      socket.destroy();
      resolve(connected);
    };
    socket.once('connect', answer(true)).once('error', answer(false));
  });
