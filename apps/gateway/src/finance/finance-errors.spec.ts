import { classifyFinance, cleanedMessage, financeRules } from './finance-errors';

const writeException = 'Microsoft.Dynamics.Platform.Integration.Services.OData.AxODataWriteException';
const refusal = (status: number, message: string, type = writeException) => ({
  status,
  body: JSON.stringify({ error: { code: '', message: 'An error has occurred.', innererror: { message, type, stacktrace: '' } } }),
});
const route = { status: 404, body: JSON.stringify({ Message: "No HTTP resource was found that matches the request URI 'x'." }) };

describe('what a refusal of Finance means', () => {
  it.each([
    [1, { status: 0, body: '' }, 'transient', 'UNAVAILABLE'],
    [1, { status: 502, body: '<html>' }, 'transient', 'UNAVAILABLE'],
    [2, { status: 429, body: '' }, 'throttled', 'THROTTLED'],
    [3, { status: 401, body: '' }, 'configuration', 'NOT_AUTHENTICATED'],
    [4, { status: 403, body: '{"error":{"code":"","message":"no"}}' }, 'configuration', 'PRIVILEGE_MISSING'],
    [5, route, 'configuration', 'BAD_REQUEST'],
    [6, { status: 404, body: '' }, 'absent', 'NOT_FOUND'],
    [7, refusal(400, 'No resources were found when selecting for update.'), 'absent', 'NOT_FOUND'],
    [7, refusal(500, 'No resource was found when selecting for update'), 'absent', 'NOT_FOUND'],
    [8, refusal(412, 'The record was changed by another user.'), 'concurrency', 'CHANGED_MEANWHILE'],
    [9, refusal(400, 'Cannot edit a record in Projects (ProjTable).'), 'concurrency', 'CHANGED_MEANWHILE'],
    [10, refusal(500, 'Timeout expired.'), 'transient', 'UNAVAILABLE'],
    [
      11,
      refusal(500, "Write failed for table row of type 'P'. Infolog: Info: Cannot create a record.\nThe record already exists.."),
      'duplicate',
      'DUPLICATE',
    ],
    [12, refusal(400, 'USMF has not turned on Project Operations Integration'), 'configuration', 'NOT_SET_UP'],
    [
      13,
      refusal(400, "Warning: The value 'XX' in field 'Project group' is not found in the related table 'Project groups'."),
      'permanent',
      'REFERENCE_NOT_FOUND',
    ],
    [14, refusal(400, 'Project cannot be deleted while dependent transactions exist.'), 'permanent', 'DEPENDANTS_EXIST'],
    [
      15,
      refusal(400, 'Exception has been thrown by the target of an invocation.', 'System.Reflection.TargetInvocationException'),
      'configuration',
      'PAYLOAD_DOES_NOT_FIT',
    ],
    [
      16,
      refusal(500, 'Exception occurred while executing action submit on Entity X: no', 'System.InvalidOperationException'),
      'permanent',
      'ACTION_FAILED',
    ],
    [17, refusal(400, "Write failed for table row of type 'P'. Infolog: Warning: no."), 'permanent', 'VALIDATION_FAILED'],
    [17, refusal(500, "Warning: validateWrite failed on data source 'P (P)'.", ''), 'permanent', 'VALIDATION_FAILED'],
    [18, refusal(400, 'something new', ''), 'permanent', 'REFUSED'],
    [19, refusal(500, 'something new', ''), 'transient', 'UNEXPECTED'],
  ])('row %i: %o is %s %s', (_row, given, kind, code) => expect(classifyFinance(given)).toMatchObject({ class: kind, code }));

  it('has a rule for every row of the table', () => expect(new Set(financeRules.map((rule) => rule.row)).size).toBe(19));

  it('reads the deepest message that says something', () => {
    const body = JSON.stringify({
      error: {
        message: 'An error has occurred.',
        innererror: { message: 'Outer', type: 'A', internalexception: { message: 'An unexpected X++ error occurred.', type: 'B' } },
      },
    });
    expect(classifyFinance({ status: 400, body }).message).toBe('Outer');
  });

  it('tells the operator the sentence, without the message log around it', () =>
    expect(
      cleanedMessage(
        "Write failed for table row of type 'ProjGroupEntity'. Infolog: Warning: The value 'XX' in field 'Project group' is not found in the related table 'Project groups'.; Warning: validateField failed on field 'ProjGroupEntity.X'.",
      ),
    ).toBe("The value 'XX' in field 'Project group' is not found in the related table 'Project groups'."));
});
