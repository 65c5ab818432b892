import type { Row } from '../../../odata/model';
import { type BusinessRule, RuleRefusal } from '../../../odata/rules';
import { lookup, type Office, text } from '../office';
import { vendorInvoiceStatus } from '../values';

const { draft, inReview, confirmed, onHold, canceled } = vendorInvoiceStatus;

/** Who may follow whom. Source: domain/60-vendor-invoices.md 7.1. The way back from On hold depends on the lines. */
const next: Readonly<Record<number, readonly number[]>> = {
  [draft]: [inReview],
  [inReview]: [onHold],
  [onHold]: [draft, inReview],
};
const final: ReadonlySet<unknown> = new Set([confirmed, canceled]);

/**
 * G7. A vendor invoice is Finance's document: people verify it and hold it, and change nothing else; confirming is an action. Once confirmed
 * nobody changes it, though what Finance sends again, unchanged, is accepted.
 */
export const vendorInvoicesAreReadOnly = (office: Office, integrationUserId: string): BusinessRule[] => [
  {
    table: 'msdyn_projectvendorinvoices',
    on: ['update', 'delete'],
    stage: 'before',
    run: ({ before, after, sent, isSystem, userId }) => {
      if (isSystem === true || before === undefined) return;
      if (final.has(before['statuscode'])) return refuseChange(before, after, sent);
      if (userId === integrationUserId && after !== undefined) return;
      if (before['msdyn_hasexternalorigin'] === true && (after === undefined || [...sent].some((column) => column !== 'statuscode')))
        throw new RuleRefusal('The vendor invoice belongs to Finance: it is read-only here.');
      const [from, to] = [Number(before['statuscode']), Number(after?.['statuscode'])];
      if (from === onHold && after === undefined) throw new RuleRefusal('A vendor invoice on hold cannot be deleted.');
      if (after !== undefined && from !== to && next[from]?.includes(to) !== true)
        throw new RuleRefusal('The vendor invoice cannot go to this status. Confirm it, hold it when it is in review, or reopen it.');
    },
  },
  {
    table: 'msdyn_projectvendorinvoicelines',
    on: ['update', 'delete'],
    stage: 'before',
    run: ({ before, after, sent, isSystem, userId }) => {
      if (isSystem === true || before === undefined) return;
      const invoice = office.find('msdyn_projectvendorinvoice', lookup(before, 'msdyn_vendorinvoice'));
      if (final.has(invoice?.['statuscode'])) return refuseChange(before, after, sent);
      if (userId === integrationUserId) return;
      const isExternal = text(before, 'msdyn_externalinvoiceline') !== '';
      if (isExternal && (after === undefined || [...sent].some((column) => column !== 'msdyn_verificationstatus')))
        throw new RuleRefusal('The vendor invoice line belongs to Finance: it is read-only here.');
    },
  },
];

const refuseChange = (before: Row, after: Row | undefined, sent: ReadonlySet<string>): void => {
  if (after === undefined || [...sent].some((column) => (before[column] ?? null) !== (after[column] ?? null)))
    throw new RuleRefusal('A confirmed vendor invoice cannot be changed or deleted.');
};
