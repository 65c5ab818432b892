import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../workspace/root.mjs';
import { runFolder } from './run-folder.mjs';
import { say } from './screen.mjs';
import { urlOf } from './services.mjs';

/** A service that ends this soon after its start does so again. */
const TOO_SOON_MS = 10_000;
const GIVEN_UP_AFTER = 5;

/** Keeps the processes of `npm start` running, and knows at any time which they are. */
export class Supervisor {
  #testing;
  #onChange;
  #running = new Map();
  #ending = false;

  /**
   * @param testing `@concord/testing`, loaded once it is built
   * @param onChange told whenever a process has come or gone
   */
  constructor(testing, onChange) {
    this.#testing = testing;
    this.#onChange = onChange;
  }

  /** Name, pid, port, address and log of each service; no pid while it is down. */
  get processes() {
    return [...this.#running.values()].map(({ service, started, log }) => ({
      name: service.name,
      pid: started?.isRunning() ? started.pid : null,
      port: service.port,
      url: urlOf(service),
      log,
    }));
  }

  /** Resolves when the service is ready; from then on it is started again whenever it ends by itself, or by somebody's hand. */
  async start(service) {
    const log = join(runFolder, 'logs', `${service.name}.log`);
    const entry = { service, log, started: undefined, soonEnds: 0 };
    this.#running.set(service.name, entry);
    await this.#launch(entry);
  }

  /** All of them, the last started first: whoever writes ends before what it writes to. */
  async stop() {
    this.#ending = true;
    for (const { started } of [...this.#running.values()].reverse()) await started?.stop();
  }

  async #launch(entry) {
    const { service, log } = entry;
    entry.started = await this.#testing.startProcess({
      name: service.name,
      entry: join(root, 'apps', service.app, 'dist', 'main.js'),
      env: service.env,
      log,
      ready: { url: `${urlOf(service)}${service.readyPath}` },
      startsWithin: 120_000,
    });
    if (this.#ending) return entry.started.stop(); // interrupted while it started
    this.#onChange();
    const startedAt = Date.now();
    void entry.started.ended.then((reason) => this.#ended(entry, reason, Date.now() - startedAt));
  }

  async #ended(entry, reason, lived) {
    if (this.#ending) return;
    this.#onChange();
    const { service, log } = entry;
    entry.soonEnds = lived < TOO_SOON_MS ? entry.soonEnds + 1 : 0;
    if (entry.soonEnds >= GIVEN_UP_AFTER) return say(`! ${service.name} ended (${reason}) again and again, and is left alone; see ${log}`);
    say(`! ${service.name} ended (${reason}); it is started again`);
    await sleep(500 * 2 ** entry.soonEnds);
    try {
      if (!this.#ending) await this.#launch(entry);
      if (!this.#ending) say(`  ${service.name} is back as process ${entry.started.pid}`);
    } catch (error) {
      await this.#ended(entry, error.message, 0);
    }
  }
}
