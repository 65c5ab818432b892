import fc from 'fast-check';
import { dayIn } from './day-in';
import type { Context } from './transform';

const context: Context = { line: 'a << b', column: 'b', company: null, row: {}, resolve: () => undefined, isSelf: () => false };
const toFinance = (zone: string, instant: string) => dayIn(zone).toFinance?.(instant, context);
const toDataverse = (zone: string, day: string) => dayIn(zone).toDataverse?.(day, context);

describe('the day of an instant', () => {
  it.each([
    ['UTC', '2026-03-01T00:00:00Z', '2026-03-01'],
    ['UTC', '2026-03-01T23:59:59Z', '2026-03-01'],
    ['Europe/Berlin', '2026-02-28T23:00:00Z', '2026-03-01'],
    ['Australia/Sydney', '2026-03-01T22:00:00Z', '2026-03-02'],
    ['America/Los_Angeles', '2026-03-02T01:00:00Z', '2026-03-01'],
  ])('in %s, %s is %s', (zone, instant, day) => expect(toFinance(zone, instant)).toEqual({ kind: 'value', value: day }));

  // The last second of a day and the first of the next; days of 23 and 25 hours, and half-hour zones, among them.
  it.each([
    ['UTC', '2026-12-31T23:59:59Z', '2026-12-31'],
    ['UTC', '2027-01-01T00:00:00Z', '2027-01-01'],
    ['Europe/Berlin', '2026-03-28T22:59:59Z', '2026-03-28'],
    ['Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29'],
    ['Europe/Berlin', '2026-03-29T21:59:59Z', '2026-03-29'],
    ['Europe/Berlin', '2026-03-29T22:00:00Z', '2026-03-30'],
    ['Europe/Berlin', '2026-10-25T22:59:59Z', '2026-10-25'],
    ['Europe/Berlin', '2026-10-25T23:00:00Z', '2026-10-26'],
    ['America/Los_Angeles', '2026-03-09T06:59:59Z', '2026-03-08'],
    ['America/Los_Angeles', '2026-03-09T07:00:00Z', '2026-03-09'],
    ['America/Los_Angeles', '2026-11-02T07:59:59Z', '2026-11-01'],
    ['America/Los_Angeles', '2026-11-02T08:00:00Z', '2026-11-02'],
    ['Asia/Kolkata', '2026-06-30T18:29:59Z', '2026-06-30'],
    ['Asia/Kolkata', '2026-06-30T18:30:00Z', '2026-07-01'],
    ['Australia/Lord_Howe', '2026-04-05T13:29:59Z', '2026-04-05'],
    ['Australia/Lord_Howe', '2026-04-05T13:30:00Z', '2026-04-06'],
    ['Pacific/Kiritimati', '2026-06-30T09:59:59Z', '2026-06-30'],
    ['Pacific/Kiritimati', '2026-06-30T10:00:00Z', '2026-07-01'],
    ['Pacific/Pago_Pago', '2026-07-01T10:59:59Z', '2026-06-30'],
    ['Pacific/Pago_Pago', '2026-07-01T11:00:00Z', '2026-07-01'],
  ])('at the border: in %s, %s is %s', (zone, instant, day) => expect(toFinance(zone, instant)).toEqual({ kind: 'value', value: day }));

  it('never shifts: a day that went to Dataverse comes back the same, in every zone, clock changes included', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(
          'UTC',
          'Europe/Berlin',
          'America/Los_Angeles',
          'Australia/Sydney',
          'Asia/Kolkata',
          'Pacific/Kiritimati',
          'Pacific/Pago_Pago',
        ),
        fc
          .date({ min: new Date('1990-01-01'), max: new Date('2154-12-31'), noInvalidDate: true })
          .map((date) => date.toISOString().slice(0, 10)),
        (zone, day) => {
          const instant = toDataverse(zone, day);
          expect(instant).toMatchObject({ kind: 'value', value: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00Z$/) });
          expect(instant?.kind === 'value' && toFinance(zone, String(instant.value))).toEqual({ kind: 'value', value: day });
        },
      ),
    ));

  it('refuses a zone that is none, at boot', () => expect(() => dayIn('Mars/Olympus')).toThrow(RangeError));

  it('fails what is no instant, rather than guess a day', () =>
    expect(toFinance('UTC', 'soon')).toMatchObject({ kind: 'failed', failure: { code: 'INVALID_VALUE' } }));
});
