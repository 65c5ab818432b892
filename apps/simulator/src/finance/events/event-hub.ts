import { randomUUID } from 'node:crypto';
import { ControlRefusal } from '../../control/control-refusal';
import type { FinanceState } from '../finance-state';
import type { EventSubscription, FinanceDependencies } from '../ports';
import type { CommittedWrite } from '../write/record-writer';
import { businessEventPayload } from './business-event';
import { dataEventPayload } from './data-event';

interface Active extends EventSubscription {
  readonly id: string;
}

const knownEvents = ['SalesInvoicePostedBusinessEvent', 'CustFreeTextInvoicePostedBusinessEvent', 'PurchaseOrderConfirmedBusinessEvent'];

const FIRST_CONTROL_NUMBER = 5_637_240_000;

/** Activated business and data events, and what is sent to their receivers. Source: finance-api.md 5.2 and 5.3. */
export class EventHub {
  private readonly active: Active[] = [];
  private controlNumber = FIRST_CONTROL_NUMBER;

  constructor(
    private readonly state: FinanceState,
    private readonly dependencies: FinanceDependencies,
  ) {}

  subscribe(subscription: EventSubscription): string {
    let wanted = subscription;
    if (subscription.kind === 'data-event' && subscription.entity !== undefined) {
      const table = this.state.catalogue.find(subscription.entity);
      if (!table) throw new ControlRefusal(`'entity' is '${subscription.entity}', which is no data entity of Finance.`);
      wanted = { ...subscription, entity: table.entitySet };
    }
    const id = randomUUID();
    this.active.push({ ...wanted, id });
    return id;
  }

  /** Called once a write is committed, never for one that was rolled back. */
  written(write: CommittedWrite): void {
    if (this.active.length === 0 || !write.table.dataEvents) return;
    const company = write.table.companySpecific ? String((write.after ?? write.before)!['dataAreaId']) : undefined;
    const receivers = this.active.filter(
      ({ kind, entity, operation, company: only }) =>
        kind === 'data-event' &&
        (entity === undefined || entity === write.table.entitySet) &&
        (operation === undefined || operation === write.kind) &&
        (only === undefined || company === undefined || only === company),
    );
    if (receivers.length === 0) return;
    const payload = dataEventPayload(write, this.state.entityNumber(write.table), this.dependencies.clock.now());
    const body = JSON.stringify(payload);
    for (const { url } of receivers) this.send(url, body, `${write.kind} ${write.table.entitySet}`);
  }

  raise(businessEventId: string, company: string, payload: Readonly<Record<string, unknown>>): void {
    const wanted = company.toLowerCase();
    const receivers = this.active.filter(
      ({ kind, eventId, company: only }) =>
        kind === 'business-event' &&
        (eventId === undefined || eventId === businessEventId) &&
        (only === undefined || wanted === '' || only === wanted),
    );
    this.controlNumber += 1;
    if (receivers.length === 0) return;
    const body = JSON.stringify(
      businessEventPayload({
        businessEventId,
        company: wanted,
        payload,
        controlNumber: this.controlNumber,
        nowMs: this.dependencies.clock.now(),
        envelope: this.dependencies.faults.switches().eventEnvelope,
      }),
    );
    for (const { url } of receivers) this.send(url, body, businessEventId);
  }

  /** Ids of the business events that exist: those finance-api.md 5.2 knows, and whatever was activated. For the catalogue action. */
  businessEventIds(): string[] {
    return [...new Set([...knownEvents, ...this.activatedIds()])];
  }

  private activatedIds(): string[] {
    return [...new Set(this.active.flatMap(({ kind, eventId }) => (kind === 'business-event' && eventId !== undefined ? [eventId] : [])))];
  }

  clear(): void {
    this.active.length = 0;
    this.controlNumber = FIRST_CONTROL_NUMBER;
  }

  private send(url: string, body: string, subject: string): void {
    this.dependencies.deliver({ url, body, subject, headers: { 'Content-Type': 'application/json' } });
  }
}
