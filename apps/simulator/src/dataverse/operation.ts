import type { Environment } from './environment';

/** One Web API operation: on whose behalf it runs, and what its headers and URL ask for. */
export interface Operation {
  readonly environment: Environment;
  /** `{origin}/api/data/v9.2`, as the request spelled the version. */
  readonly api: string;
  /** Whose rights and name count: the caller, or whom it impersonates. */
  readonly userId: string;
  /** The calling user when it impersonates another. */
  readonly actualUserId?: string;
  readonly preferences: Preferences;
  readonly ifMatch?: string;
  /** `null`, the literal word, counts as absent. */
  readonly ifNoneMatch?: string;
  /** `?tag=`, shown to event handlers. */
  readonly tag?: string;
  /** Webhook steps that this write does not call. */
  readonly bypassedSteps: ReadonlySet<string>;
  readonly bypassesAsynchronousSteps: boolean;
  readonly correlationId: string;
  /** For `$1` in bodies of a change set. */
  readonly references: ReadonlyMap<string, string>;
  /** Answers inside a `$batch` carry a `Location` beside `OData-EntityId`. */
  readonly isInBatch: boolean;
  /** Writes of control calls and rules are counted in no statistics. */
  readonly isSystem: boolean;
}

export interface Preferences {
  readonly representation: boolean;
  readonly pageSize?: number;
  readonly trackChanges: boolean;
  readonly continueOnError: boolean;
  /** Patterns of `odata.include-annotations`. */
  readonly annotations: readonly string[];
}

/** Preferences come comma or semicolon separated, with and without blanks, values quoted or not. */
export const parsePreferences = (header: string | undefined): Preferences => {
  let representation = false;
  let pageSize: number | undefined;
  let trackChanges = false;
  let continueOnError = false;
  let annotations: string[] = [];
  for (const match of (header ?? '').matchAll(/([\w.-]+)(?:\s*=\s*("(?:[^"]*)"|[^,;]*))?/g)) {
    const name = match[1]!.toLowerCase();
    const value = (match[2] ?? '').trim().replace(/^"|"$/g, '');
    if (name === 'return') representation = value.toLowerCase() === 'representation';
    else if (name === 'odata.maxpagesize' && /^\d{1,9}$/.test(value)) pageSize = Number(value);
    else if (name === 'odata.track-changes') trackChanges = true;
    else if (name === 'odata.continue-on-error') continueOnError = value.toLowerCase() !== 'false';
    else if (name === 'odata.include-annotations') annotations = value.split(',').map((pattern) => pattern.trim());
  }
  return { representation, ...(pageSize === undefined ? {} : { pageSize }), trackChanges, continueOnError, annotations };
};

/** What a write answers with is up to `Prefer`; this tells which preferences were honoured. */
export const preferenceApplied = (names: readonly (string | false | undefined)[]): Record<string, string> => {
  const honoured = names.filter((name): name is string => typeof name === 'string');

  return honoured.length === 0 ? {} : { 'Preference-Applied': honoured.join(', ') };
};
