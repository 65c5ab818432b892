import { retryAfterMs, type Classified } from '../http/classified';

export interface DataverseRefusal {
  /** 0 when no answer came. */
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Rule {
  /** Error codes, lower case; absent: any. */
  readonly codes?: readonly string[];
  readonly statuses?: readonly number[];
  readonly text?: RegExp;
  readonly class: Classified['class'];
  readonly code: string;
  readonly remedy?: string;
}

const again = 'Nothing: it is tried again by itself.';
const schema = 'Compare the map with the table in Dataverse: a column, a type or a navigation property differs.';

/**
 * First match wins; by code first, then by status, because statuses vary between tables and releases.
 * Source: reference/dataverse-web-api.md, 15.1.
 */
export const dataverseRules: readonly Rule[] = [
  { codes: ['0x80072322', '0x80072321', '0x80072326', '0x8005f103'], class: 'throttled', code: 'THROTTLED', remedy: again },
  { codes: ['0x80040216'], class: 'transient', code: 'UNEXPECTED', remedy: again },
  { codes: ['0x80044150'], text: /1205/, class: 'transient', code: 'DEADLOCK', remedy: again },
  { codes: ['0x80040255', '0x80040251'], class: 'transient', code: 'DEADLOCK', remedy: again },
  { codes: ['0x80044151'], class: 'transient', code: 'SQL_TIMEOUT', remedy: again },
  { codes: ['0x80044339'], class: 'transient', code: 'LOCKED', remedy: again },
  { codes: ['0x80071154'], class: 'transient', code: 'CUSTOMISATION_RUNS', remedy: again },
  { codes: ['0x80040217', '0x80060891'], class: 'absent', code: 'NOT_FOUND' },
  { codes: ['0x80040237', '0x80060892'], class: 'duplicate', code: 'DUPLICATE' },
  {
    codes: ['0x80040333'],
    class: 'permanent',
    code: 'DUPLICATE_DETECTED',
    remedy: 'A duplicate detection rule refuses the row: merge the duplicates, or exempt the application user, then retry.',
  },
  { codes: ['0x80040203'], class: 'permanent', code: 'INVALID_ARGUMENT', remedy: 'Correct the value in the other system, or the map.' },
  {
    codes: ['0x80044331'],
    class: 'permanent',
    code: 'TEXT_TOO_LONG',
    remedy: 'Shorten the text in the other system, or widen the column.',
  },
  { codes: ['0x8004431a'], class: 'permanent', code: 'UNKNOWN_CHOICE', remedy: 'Add the choice to the column, or correct the value map.' },
  { codes: ['0x8004432f'], class: 'permanent', code: 'NUMBER_OUT_OF_RANGE', remedy: 'Correct the number in the other system.' },
  {
    codes: ['0x80040265'],
    class: 'permanent',
    code: 'BUSINESS_RULE',
    remedy: 'Mend the record, or what it refers to; a newer change is tried by itself.',
  },
  { codes: ['0x80048408'], class: 'permanent', code: 'STATE_MISMATCH', remedy: 'State and status do not fit: correct the value map.' },
  {
    codes: ['0x80040227'],
    class: 'permanent',
    code: 'DEPENDANTS_EXIST',
    remedy: 'Records that refer to this one must go first; it is tried again until they have.',
  },
  { codes: ['0x80060882'], class: 'concurrency', code: 'CHANGED_MEANWHILE', remedy: again },
  { codes: ['0x80060883'], class: 'configuration', code: 'VERSION_NOT_SENT', remedy: 'Report it: the gateway sent no version.' },
  {
    codes: ['0x8006088d'],
    class: 'configuration',
    code: 'CONCURRENCY_NOT_ENABLED',
    remedy: 'Switch on optimistic concurrency for the table.',
  },
  { codes: ['0x80048d19'], class: 'configuration', code: 'PAYLOAD_DOES_NOT_FIT', remedy: schema },
  { codes: ['0x0'], text: /property|propert/i, class: 'configuration', code: 'UNKNOWN_COLUMN', remedy: schema },
  { codes: ['0x8006088a', '0x80060888'], class: 'configuration', code: 'BAD_REQUEST', remedy: schema },
  {
    codes: ['0x80072491'],
    class: 'configuration',
    code: 'CHANGE_TRACKING_OFF',
    remedy: 'An administrator must switch on "Track changes" for the table.',
  },
  { codes: ['0x80044352'], class: 'concurrency', code: 'DELTA_TOKEN_EXPIRED', remedy: again },
  { codes: ['0x80072494'], class: 'concurrency', code: 'METADATA_CHANGED', remedy: again },
  { codes: ['0x8004430a'], class: 'concurrency', code: 'PAGING_COOKIE_INVALID', remedy: again },
  {
    codes: ['0x80040277'],
    class: 'configuration',
    code: 'UNKNOWN_USER',
    remedy: 'Create or enable the application user of Concord in the environment.',
  },
  {
    codes: ['0x80040220', '0x80048306', '0x80040231', '-2147220839'],
    class: 'configuration',
    code: 'PRIVILEGE_MISSING',
    remedy: "Add the privilege that the message names to the application user's security role.",
  },
  { codes: ['0x80048d1a'], class: 'configuration', code: 'INVALID_CALLER', remedy: 'The impersonated user is unknown.' },
  {
    codes: ['0x80050304'],
    class: 'configuration',
    code: 'LICENCE_MISSING',
    remedy: 'An administrator must assign the licence the message names.',
  },
  { codes: ['0x8004a104'], class: 'configuration', code: 'ENVIRONMENT_DISABLED', remedy: 'An administrator must enable the environment.' },
  { statuses: [0, 408, 500, 502, 503, 504], class: 'transient', code: 'UNAVAILABLE', remedy: again },
  { statuses: [429], class: 'throttled', code: 'THROTTLED', remedy: again },
  {
    statuses: [401],
    class: 'configuration',
    code: 'NOT_AUTHENTICATED',
    remedy: 'Check tenant, client id and secret, and that the application user exists.',
  },
  { statuses: [403], class: 'configuration', code: 'PRIVILEGE_MISSING', remedy: "Extend the application user's security role." },
  { statuses: [404], text: /No HTTP resource was found|Resource not found/i, class: 'configuration', code: 'BAD_REQUEST', remedy: schema },
  { statuses: [404], class: 'absent', code: 'NOT_FOUND' },
  { statuses: [412], text: /matching key|duplicate key/i, class: 'duplicate', code: 'DUPLICATE' },
  { statuses: [412], class: 'concurrency', code: 'CHANGED_MEANWHILE', remedy: again },
  { statuses: [413], class: 'transient', code: 'TOO_LARGE', remedy: 'Nothing: the batch is split and tried again.' },
  { class: 'permanent', code: 'REFUSED', remedy: 'Read the message; mend the record or the map, then retry.' },
];

/** What a refusal of Dataverse means. Pure. */
export const classifyDataverse = (refusal: DataverseRefusal, now = Date.now()): Classified => {
  const { code, message } = errorOf(refusal.body);
  const rule = dataverseRules.find(
    (candidate) =>
      (!candidate.codes || candidate.codes.includes(code)) &&
      (!candidate.statuses || candidate.statuses.includes(refusal.status)) &&
      (!candidate.text || candidate.text.test(message)),
  );
  if (!rule) throw new TypeError('The last rule for refusals of Dataverse matches everything.');
  const wait = rule.class === 'throttled' ? retryAfterMs(refusal.headers?.['retry-after'], now) : undefined;
  return {
    class: rule.class,
    code: rule.code,
    message: message || (refusal.status === 0 ? 'Dataverse did not answer.' : `Dataverse answered ${refusal.status}.`),
    status: refusal.status,
    ...(rule.remedy === undefined ? {} : { remedy: rule.remedy }),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
    ...(refusal.body === '' ? {} : { raw: refusal.body.slice(0, 2000) }),
  };
};

const errorOf = (body: string): { code: string; message: string } => {
  try {
    const parsed = JSON.parse(body) as { error?: { code?: unknown; message?: unknown }; Message?: unknown };
    return {
      code: String(parsed.error?.code ?? '').toLowerCase(),
      message: String(parsed.error?.message ?? parsed.Message ?? ''),
    };
  } catch {
    return { code: '', message: body.slice(0, 500) }; // a proxy in between answers HTML, a broken connection nothing
  }
};
