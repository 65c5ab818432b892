import type { System } from '@concord/contracts';
import type { Metrics } from '@concord/service-kit';
import { normalisedUrl, type GatewayConfig } from '../config';
import { ClientCredentialsTokens } from '../credentials/client-credentials';
import { EnvironmentHttp } from '../http/environment-http';
import { Limiter } from '../http/limiter';
import type { ChannelWatch } from '../notices/channel-watch';
import type { Pause, Pauses } from './pauses';

/** The two environments: an address, a token and a limit of requests each. */
export class Environments {
  readonly dataverse: EnvironmentHttp;
  readonly finance: EnvironmentHttp;

  private watch: ChannelWatch | undefined;

  /** With the waits that were asked for before this process was there, and those that other replicas are told from now on. */
  static async recalling(config: GatewayConfig, metrics: Metrics, pauses: Pauses): Promise<Environments> {
    const environments = new Environments(config, metrics, pauses);
    const told = ({ system, milliseconds }: Pause): void => environments[system].limiter.throttledElsewhere(milliseconds);
    (await pauses.remaining()).forEach(told);
    environments.watch = pauses.follow(told);
    return environments;
  }

  private constructor(config: GatewayConfig, metrics: Metrics, pauses: Pauses) {
    const calls = metrics.counter('api_calls_total', 'Requests to the two systems, by answer; 0 is none', ['system', 'method', 'status']);
    const seconds = metrics.histogram('api_call_seconds', 'Time of requests to the two systems', ['system', 'method']);
    const observer = {
      answered: (system: System, method: string, status: number, took: number): void => {
        calls.inc({ system, method, status });
        seconds.observe({ system, method }, took);
      },
    };
    const environment = (system: System, address: string, start: number, quietMsPerStep: number): EnvironmentHttp => {
      const baseUrl = normalisedUrl(address);
      const tokens = new ClientCredentialsTokens(
        {
          authority: config.authority,
          tenantId: config.tenantId,
          clientId: config.clientId,
          ...(config.clientSecret === undefined ? {} : { secret: config.clientSecret }),
          ...(config.clientCertificate === undefined ? {} : { certificate: config.clientCertificate }),
        },
        baseUrl,
      );
      const limiter = new Limiter({ start: Math.min(start, config.mostRequests), ceiling: config.mostRequests, quietMsPerStep });
      return new EnvironmentHttp({ system, baseUrl, tokens, limiter, observer, pauses });
    };
    this.dataverse = environment('dataverse', config.dataverseUrl, 10, 2_000);
    this.finance = environment('finance', config.financeUrl, 4, 10_000);
    const states = (): [System, ReturnType<Limiter['state']>][] => [
      ['dataverse', this.dataverse.limiter.state()],
      ['finance', this.finance.limiter.state()],
    ];
    metrics.gauge('api_requests_in_flight', 'Requests in flight', ['system'], (gauge) => {
      for (const [system, state] of states()) gauge.set({ system }, state.inFlight);
    });
    metrics.gauge('api_requests_allowed', 'Requests that may be in flight now', ['system'], (gauge) => {
      for (const [system, state] of states()) gauge.set({ system }, state.limit);
    });
    metrics.gauge('api_throttled_seconds', 'Seconds of quiet that a system asked for since the start', ['system'], (gauge) => {
      for (const [system, state] of states()) gauge.set({ system }, state.throttledMs / 1000);
    });
  }

  async close(): Promise<void> {
    await Promise.all([this.watch?.close(), this.dataverse.close(), this.finance.close()]);
  }
}
