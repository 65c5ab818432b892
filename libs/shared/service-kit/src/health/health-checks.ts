import { Injectable } from '@nestjs/common';

export interface HealthCheck {
  /** e.g. `kafka` */
  readonly name: string;
  /** Throws, with the reason, when it is not well. */
  check(): Promise<void> | void;
}

export interface Readiness {
  readonly ready: boolean;
  /** `ok`, or what is wrong, by name. */
  readonly checks: Readonly<Record<string, string>>;
}

/** Longer than this a load balancer does not wait either. */
const LONGEST_MS = 2_000;

/** What must be well before the service is sent work. */
@Injectable()
export class HealthChecks {
  private readonly checks: HealthCheck[] = [];

  add(check: HealthCheck): void {
    this.checks.push(check);
  }

  async readiness(): Promise<Readiness> {
    const results = await Promise.all(this.checks.map(async (check): Promise<[string, string]> => [check.name, await resultOf(check)]));

    return { ready: results.every(([, result]) => result === 'ok'), checks: Object.fromEntries(results) };
  }
}

const resultOf = async (check: HealthCheck): Promise<string> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${LONGEST_MS / 1_000} s`)), LONGEST_MS);
  });
  try {
    await Promise.race([(async () => check.check())(), late]);

    return 'ok';
  } catch (error) {
    return error instanceof Error && error.message ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
};
