import { classifyDataverse } from './dataverse-errors';

const refusal = (status: number, code: string, message = 'x') => ({ status, body: JSON.stringify({ error: { code, message } }) });

describe('what a refusal of Dataverse means', () => {
  it.each([
    [429, '0x80072322', 'rate', 'throttled', 'THROTTLED'],
    [429, '0x80072321', 'time', 'throttled', 'THROTTLED'],
    [429, '0x80072326', 'concurrency', 'throttled', 'THROTTLED'],
    [429, '0x8005F103', 'general', 'throttled', 'THROTTLED'],
    [500, '0x80040216', 'An unexpected error occurred.', 'transient', 'UNEXPECTED'],
    [400, '0x80044150', 'Sql Number: 1205', 'transient', 'DEADLOCK'],
    [400, '0x80040255', '', 'transient', 'DEADLOCK'],
    [500, '0x80040251', '', 'transient', 'DEADLOCK'],
    [400, '0x80044151', '', 'transient', 'SQL_TIMEOUT'],
    [400, '0x80044339', '', 'transient', 'LOCKED'],
    [400, '0x80071154', '', 'transient', 'CUSTOMISATION_RUNS'],
    [503, '', '', 'transient', 'UNAVAILABLE'],
    [500, '0x8004ffff', '', 'transient', 'UNAVAILABLE'],
    [0, '', '', 'transient', 'UNAVAILABLE'],
    [404, '0x80040217', 'x With Id = 1 Does Not Exist', 'absent', 'NOT_FOUND'],
    [404, '0x80060891', '', 'absent', 'NOT_FOUND'],
    [404, '', 'x With Id = 1 Does Not Exist', 'absent', 'NOT_FOUND'],
    [412, '0x80040237', 'Cannot insert duplicate key.', 'duplicate', 'DUPLICATE'],
    [412, '0x80060892', 'Entity Key k violated.', 'duplicate', 'DUPLICATE'],
    [412, '', 'A record with matching key values already exists.', 'duplicate', 'DUPLICATE'],
    [412, '0x80040333', '', 'permanent', 'DUPLICATE_DETECTED'],
    [500, '0x80040333', '', 'permanent', 'DUPLICATE_DETECTED'],
    [400, '0x80040203', '', 'permanent', 'INVALID_ARGUMENT'],
    [400, '0x80044331', '', 'permanent', 'TEXT_TOO_LONG'],
    [400, '0x8004431A', '', 'permanent', 'UNKNOWN_CHOICE'],
    [400, '0x8004432F', '', 'permanent', 'NUMBER_OUT_OF_RANGE'],
    [400, '0x80040265', 'no', 'permanent', 'BUSINESS_RULE'],
    [400, '0x80048408', '2 is not a valid status code', 'permanent', 'STATE_MISMATCH'],
    [405, '0x80040227', '', 'permanent', 'DEPENDANTS_EXIST'],
    [412, '0x80060882', '', 'concurrency', 'CHANGED_MEANWHILE'],
    [400, '0x80060883', '', 'configuration', 'VERSION_NOT_SENT'],
    [400, '0x8006088D', '', 'configuration', 'CONCURRENCY_NOT_ENABLED'],
    [400, '0x80048d19', '', 'configuration', 'PAYLOAD_DOES_NOT_FIT'],
    [400, '0x0', "Could not find a property named 'X'", 'configuration', 'UNKNOWN_COLUMN'],
    [400, '0x0', 'Invalid property X was found in entity', 'configuration', 'UNKNOWN_COLUMN'],
    [404, '0x8006088A', "Resource not found for the segment 'X'.", 'configuration', 'BAD_REQUEST'],
    [400, '0x80060888', '', 'configuration', 'BAD_REQUEST'],
    [404, '', 'No HTTP resource was found that matches the request URI', 'configuration', 'BAD_REQUEST'],
    [400, '0x80072491', '', 'configuration', 'CHANGE_TRACKING_OFF'],
    [400, '0x80044352', '', 'concurrency', 'DELTA_TOKEN_EXPIRED'],
    [400, '0x80072494', '', 'concurrency', 'METADATA_CHANGED'],
    [400, '0x8004430a', '', 'concurrency', 'PAGING_COOKIE_INVALID'],
    [401, '0x80040277', '', 'configuration', 'UNKNOWN_USER'],
    [401, '', '', 'configuration', 'NOT_AUTHENTICATED'],
    [403, '0x80040220', '', 'configuration', 'PRIVILEGE_MISSING'],
    [403, '0x80048306', '', 'configuration', 'PRIVILEGE_MISSING'],
    [403, '0x80040231', '', 'configuration', 'PRIVILEGE_MISSING'],
    [400, '-2147220839', '', 'configuration', 'PRIVILEGE_MISSING'],
    [403, '0x80048D1A', '', 'configuration', 'INVALID_CALLER'],
    [403, '0x80050304', '', 'configuration', 'LICENCE_MISSING'],
    [503, '0x8004A104', '', 'configuration', 'ENVIRONMENT_DISABLED'],
    [413, '', '', 'transient', 'TOO_LARGE'],
    [400, '0x8004ffff', 'a rule nobody listed', 'permanent', 'REFUSED'],
  ])('%i %s "%s" is %s %s', (status, code, message, kind, name) =>
    expect(classifyDataverse(refusal(status, code, message))).toMatchObject({ class: kind, code: name }),
  );

  it('carries Retry-After of a throttled answer in milliseconds', () =>
    expect(classifyDataverse({ ...refusal(429, '0x80072322'), headers: { 'retry-after': '27' } })).toMatchObject({ retryAfterMs: 27_000 }));

  it('reads a page of a proxy as what its status says', () =>
    expect(classifyDataverse({ status: 502, body: '<html>Bad gateway</html>' })).toMatchObject({
      class: 'transient',
      message: '<html>Bad gateway</html>',
    }));
});
