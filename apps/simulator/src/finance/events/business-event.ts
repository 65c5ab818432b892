import { randomUUID } from 'node:crypto';

export interface BusinessEvent {
  readonly businessEventId: string;
  /** Lower case; empty when the event has none. */
  readonly company: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly controlNumber: number;
  readonly nowMs: number;
  /** `old` leaves out the four members that later releases added. */
  readonly envelope: 'new' | 'old';
}

const initiator = '{0C0C0C0C-0000-4000-8000-0000000000FF}';

/** One flat object, members in alphabetical order, the event's own fields mixed with the envelope: finance-api.md 5.2. */
export const businessEventPayload = ({
  businessEventId,
  company,
  payload,
  controlNumber,
  nowMs,
  envelope,
}: BusinessEvent): Record<string, unknown> => {
  const all: Record<string, unknown> = {
    BusinessEventId: businessEventId,
    ContextRecordSubject: '',
    ControlNumber: controlNumber,
    EventId: randomUUID().toUpperCase(),
    EventTime: `/Date(${nowMs})/`,
    MajorVersion: 0,
    MinorVersion: 0,
    ...(envelope === 'new'
      ? {
          BusinessEventLegalEntity: company.toUpperCase(),
          EventTimeIso8601: new Date(nowMs).toISOString().replace('Z', '0000Z'),
          InitiatingUserAADObjectId: initiator,
          ParentContextRecordSubjects: [],
        }
      : {}),
    ...payload,
  };
  return Object.fromEntries(Object.entries(all).sort(([left], [right]) => (left < right ? -1 : 1)));
};
