import { HttpServer } from './shell/http-server';
import { Simulator } from './shell/simulator';

export interface SimulatorOptions {
  /** 0 takes a free one. */
  readonly port?: number;
  readonly host?: string;
  /** `empty` or `demo`. */
  readonly dataset?: string;
}

export interface RunningSimulator {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts a simulator on its own port, in this process. Throws when the port is taken or the data set unknown. */
export const startSimulator = async ({
  port = 0,
  host = '127.0.0.1',
  dataset = 'empty',
}: SimulatorOptions = {}): Promise<RunningSimulator> => {
  const simulator = new Simulator();
  if (!simulator.datasets.includes(dataset)) {
    throw new Error(`There is no data set '${dataset}'. Set SIMULATOR_DATASET to one of: ${simulator.datasets.join(', ')}.`);
  }
  simulator.reset(dataset);
  const server = new HttpServer((request) => simulator.serve(request));
  const taken = await server.listen(port, host);
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${shown}:${taken}`,
    port: taken,
    stop: async () => {
      await server.stop();
      await simulator.deliveries.stop();
    },
  };
};
