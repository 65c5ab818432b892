import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Seconds: from a batch that found nothing to do, to an API that took its time. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

type Labels = Record<string, string | number>;

/**
 * Prometheus metrics. Names are given without the prefix `concord_`; say the unit and `_total` where it applies. A metric asked for twice
 * is one metric.
 */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  counter(name: string, help: string, labels: readonly string[] = []): Counter {
    return this.one(name, (full) => new Counter({ name: full, help, labelNames: [...labels], registers: [this.registry] }));
  }

  /** `collect` is called whenever somebody looks; use it for what is cheap to find out and dear to keep. */
  gauge(name: string, help: string, labels: readonly string[] = [], collect?: (gauge: Gauge) => void | Promise<void>): Gauge {
    return this.one(
      name,
      (full) =>
        new Gauge({
          name: full,
          help,
          labelNames: [...labels],
          registers: [this.registry],
          collect: collect
            ? function (this: Gauge) {
                return collect(this);
              }
            : undefined,
        }),
    );
  }

  histogram(name: string, help: string, labels: readonly string[] = [], buckets: readonly number[] = SECONDS): Histogram {
    return this.one(
      name,
      (full) => new Histogram({ name: full, help, labelNames: [...labels], buckets: [...buckets], registers: [this.registry] }),
    );
  }

  /** Measures a promise, failed ones too. */
  async time<T>(histogram: Histogram, labels: Labels, work: () => Promise<T>): Promise<T> {
    const end = histogram.startTimer(labels);
    try {
      return await work();
    } finally {
      end();
    }
  }

  private one<M extends Counter | Gauge | Histogram>(name: string, make: (fullName: string) => M): M {
    const full = `concord_${name}`;

    return (this.registry.getSingleMetric(full) as M | undefined) ?? make(full);
  }
}
