import { ConcordError } from '@concord/contracts';

export interface ConfigurationProblem {
  readonly variable: string;
  /** As given; undefined where it was not set. */
  readonly value: string | undefined;
  readonly allowed: string;
}

/**
 * The environment does not say what the service needs; it does not start.
 *
 * To mend: set the variables that the message names.
 */
export class ConfigurationError extends ConcordError {
  readonly code = 'CONFIGURATION';
  readonly kind = 'configuration';

  constructor(readonly problems: readonly ConfigurationProblem[]) {
    super(
      problems
        .map(({ variable, value, allowed }) => `${variable} is ${value === undefined ? 'not set' : `'${value}'`}: ${allowed}.`)
        .join('\n'),
      { problems },
    );
  }
}
