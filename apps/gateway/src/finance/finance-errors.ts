import { retryAfterMs, type Classified } from '../http/classified';

export interface FinanceRefusal {
  /** 0 when no answer came. */
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Rule {
  /** Row of the table in the reference. */
  readonly row: number;
  readonly statuses?: readonly number[];
  readonly text?: RegExp;
  readonly type?: RegExp;
  readonly class: Classified['class'];
  readonly code: string;
  readonly remedy?: string;
}

const again = 'Nothing: it is tried again by itself.';
const refused = [400, 500];

/**
 * First match wins; the order matters, because one exception type covers rows 7 to 14. Texts hold while the service user's language is
 * `en-us`. Source: reference/finance-api.md, 7.2.
 */
export const financeRules: readonly Rule[] = [
  { row: 1, statuses: [0, 408, 502, 503, 504], class: 'transient', code: 'UNAVAILABLE', remedy: again },
  { row: 2, statuses: [429], class: 'throttled', code: 'THROTTLED', remedy: again },
  {
    row: 3,
    statuses: [401],
    class: 'configuration',
    code: 'NOT_AUTHENTICATED',
    remedy: 'Register the client id under "Microsoft Entra ID applications" in Finance, and check tenant, client id and secret.',
  },
  {
    row: 4,
    statuses: [403],
    class: 'configuration',
    code: 'PRIVILEGE_MISSING',
    remedy: "Extend the service user's security role in Finance.",
  },
  {
    row: 5,
    statuses: [404],
    text: /No HTTP resource was found/i,
    class: 'configuration',
    code: 'BAD_REQUEST',
    remedy: 'The entity set or its key differs from the map: compare the map with Finance.',
  },
  { row: 6, statuses: [404], class: 'absent', code: 'NOT_FOUND' },
  { row: 7, statuses: refused, text: /No resources? (?:were|was) found when selecting for update/i, class: 'absent', code: 'NOT_FOUND' },
  { row: 8, statuses: [409, 412], class: 'concurrency', code: 'CHANGED_MEANWHILE', remedy: again },
  {
    row: 9,
    statuses: refused,
    text: /update conflict|Cannot edit a record in/i,
    class: 'concurrency',
    code: 'CHANGED_MEANWHILE',
    remedy: again,
  },
  {
    row: 10,
    statuses: refused,
    text: /deadlock|timeout expired|transport-level error|database.*unavailable/i,
    class: 'transient',
    code: 'UNAVAILABLE',
    remedy: again,
  },
  { row: 11, statuses: refused, text: /The record already exists/i, class: 'duplicate', code: 'DUPLICATE' },
  {
    row: 12,
    statuses: refused,
    text: /has not turned on Project Operations Integration|configuration key|number sequence/i,
    class: 'configuration',
    code: 'NOT_SET_UP',
    remedy: 'An administrator must set up in Finance what the message names.',
  },
  {
    row: 13,
    statuses: refused,
    text: /is not found in the related table/i,
    class: 'permanent',
    code: 'REFERENCE_NOT_FOUND',
    remedy: 'Enter the missing record in Finance, or correct the value; it is tried again by itself, seldom in the end.',
  },
  {
    row: 14,
    statuses: refused,
    text: /cannot be deleted while|dependent .* exist/i,
    class: 'permanent',
    code: 'DEPENDANTS_EXIST',
    remedy: 'Records that refer to this one must go first; it is tried again until they have.',
  },
  {
    row: 15,
    statuses: refused,
    type: /TargetInvocationException|ODataException/,
    class: 'configuration',
    code: 'PAYLOAD_DOES_NOT_FIT',
    remedy: 'Compare the map with the entity in Finance: a column or a type differs.',
  },
  {
    row: 15,
    statuses: refused,
    text: /Could not find a property named|property '.*' does not exist|Cannot convert (?:a|the) (?:primitive|literal)/i,
    class: 'configuration',
    code: 'PAYLOAD_DOES_NOT_FIT',
    remedy: 'Compare the map with the entity in Finance: a column or a type differs.',
  },
  {
    row: 16,
    statuses: refused,
    text: /Exception occurred while executing action/i,
    class: 'permanent',
    code: 'ACTION_FAILED',
    remedy: 'Read the message; mend the record.',
  },
  {
    row: 17,
    statuses: refused,
    type: /AxODataWriteException/,
    class: 'permanent',
    code: 'VALIDATION_FAILED',
    remedy: 'Mend what the message names, in the record or in Finance; it is tried again by itself, seldom in the end.',
  },
  {
    row: 17,
    statuses: refused,
    text: /validateField failed|validateWrite failed|Write failed for table row/i,
    class: 'permanent',
    code: 'VALIDATION_FAILED',
    remedy: 'Mend what the message names, in the record or in Finance; it is tried again by itself, seldom in the end.',
  },
  { row: 19, statuses: [500], class: 'transient', code: 'UNEXPECTED', remedy: again },
  { row: 18, class: 'permanent', code: 'REFUSED', remedy: 'Read the message; mend the record or the map, then retry.' },
];

/** What a refusal of Finance means. Pure. */
export const classifyFinance = (refusal: FinanceRefusal, now = Date.now()): Classified => {
  const { message, type } = deepestOf(refusal.body);
  const rule = financeRules.find(
    (candidate) =>
      (!candidate.statuses || candidate.statuses.includes(refusal.status)) &&
      (!candidate.text || candidate.text.test(message)) &&
      (!candidate.type || candidate.type.test(type)),
  );
  if (!rule) throw new TypeError('The last rule for refusals of Finance matches everything.');
  const wait = rule.class === 'throttled' ? retryAfterMs(refusal.headers?.['retry-after'], now) : undefined;
  return {
    class: rule.class,
    code: rule.code,
    message: cleanedMessage(message) || (refusal.status === 0 ? 'Finance did not answer.' : `Finance answered ${refusal.status}.`),
    status: refusal.status,
    ...(rule.remedy === undefined ? {} : { remedy: rule.remedy }),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
    ...(refusal.body === '' ? {} : { raw: refusal.body.slice(0, 2000) }),
  };
};

interface Inner {
  readonly message?: unknown;
  readonly type?: unknown;
  readonly internalexception?: Inner;
}

const emptyPhrases =
  /^(?:An error has occurred\.|An unexpected X\+\+ error occurred\.|Exception has been thrown by the target of an invocation\.)$/;

/** Deepest message that says something, and all exception types on the way to it. */
const deepestOf = (body: string): { message: string; type: string } => {
  let parsed: { error?: { message?: unknown; innererror?: Inner }; Message?: unknown; ExceptionMessage?: unknown; ExceptionType?: unknown };
  try {
    parsed = JSON.parse(body) as typeof parsed;
  } catch {
    return { message: body.slice(0, 500), type: '' };
  }
  const messages = [parsed?.Message, parsed?.ExceptionMessage, parsed?.error?.message];
  const types = [parsed?.ExceptionType];
  for (let inner = parsed?.error?.innererror; inner; inner = inner.internalexception) {
    messages.push(inner.message);
    types.push(inner.type);
  }
  const texts = messages.filter((message): message is string => typeof message === 'string' && message !== '');
  const telling = texts.filter((text) => !emptyPhrases.test(text));
  return { message: telling.at(-1) ?? texts.at(-1) ?? '', type: types.filter((type) => typeof type === 'string').join(' ') };
};

/** The sentence an operator needs: without the name of the table row, the message log's levels and the names of X++ methods. */
export const cleanedMessage = (message: string): string =>
  message
    .replace(/^(?:Write|Delete) failed for table row of type '[^']*'\.\s*(?:Infolog:\s*)?/i, '')
    .split(/;\s*(?=(?:Info|Warning|Error):)/)
    .filter((entry) => !/validate(?:Field|Write) failed on/i.test(entry))
    .map((entry) =>
      entry
        .replace(/^(?:Info|Warning|Error):\s*/, '')
        .replace(/\.\.+$/, '.')
        .trim(),
    )
    .filter((entry) => entry !== '')
    .join(' ');
