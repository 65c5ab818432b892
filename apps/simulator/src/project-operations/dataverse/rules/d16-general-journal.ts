import { type BusinessRule, RuleRefusal } from '../../../odata/rules';
import type { Row } from '../../../odata/model';
import { actualsOf } from '../booking/actuals-of';
import type { Booking } from '../booking/booking';
import { priceOfAmount } from '../booking/prices';
import { optional } from '../booking/read-booking';
import { readTerms } from '../booking/read-terms';
import { recordActuals } from '../booking/record-actuals';
import { decimal, lookup, type Office, text } from '../office';

/**
 * D16. A journal of the Finance general ledger comes as a header and lines, and is confirmed when its header says so: its costs, which
 * are posted there, and what they sell for become actuals.
 */
export const generalJournalIsConfirmed = (office: Office): BusinessRule => ({
  table: 'msdyn_journals',
  on: ['update'],
  stage: 'after',
  run: ({ before, after }) => {
    if (after?.['msdyn_hasexternalorigin'] !== true || after['msdyn_posted'] !== true || before?.['msdyn_posted'] === true) return;
    for (const line of office.where('msdyn_journalline', '_msdyn_journal_value', text(after, 'msdyn_journalid'))) bookLine(office, line);
  },
});

const bookLine = (office: Office, line: Row): void => {
  const source = { table: 'msdyn_journalline', id: text(line, 'msdyn_journallineid') };
  const booking = bookingOfLine(office, line);
  const terms = readTerms(office, booking, source);
  const currencyId = lookup(line, 'transactioncurrencyid') ?? terms.cost.currencyId;
  const cost = priceOfAmount(office, currencyId, booking.quantity, decimal(line, 'msdyn_amount'), text(line, 'msdyn_price'));
  recordActuals(office, source, booking, { ...terms, cost }, actualsOf(booking, { ...terms, cost }));
};

const bookingOfLine = (office: Office, line: Row): Booking => {
  const projectId = lookup(line, 'msdyn_project');
  if (projectId === undefined) throw new RuleRefusal('A line of the journal has no project.');
  const resource = office.find('bookableresource', lookup(line, 'msdyn_bookableresource'));
  return {
    transactionClass: Number(line['msdyn_transactionclassification']),
    date: (text(line, 'msdyn_transactiondate') || text(line, 'msdyn_documentdate') || office.today).slice(0, 10),
    quantity: text(line, 'msdyn_quantity') || '1',
    description: text(line, 'msdyn_description'),
    projectId,
    ...optional('taskId', lookup(line, 'msdyn_task')),
    ...optional('roleId', lookup(line, 'msdyn_resourcecategory')),
    ...optional('categoryId', lookup(line, 'msdyn_transactioncategory')),
    ...optional('resourceId', lookup(line, 'msdyn_bookableresource')),
    ...optional('resourceName', text(resource, 'name') || undefined),
    ...optional('productId', lookup(line, 'msdyn_product')),
    ...optional('unitId', lookup(line, 'msdyn_unit')),
    ...optional('tax', text(line, 'msdyn_tax') || undefined),
    ...optional('externalReference', text(line, 'msdyn_externalreferenceid') || undefined),
    ...optional('externalOriginReference', text(line, 'msdyn_externaloriginreference') || undefined),
  };
};

/** A journal of Finance is read-only here, and so is one that is confirmed. */
export const journalsAreReadOnly = (office: Office, integrationUserId: string): BusinessRule[] => {
  const refuse = (journal: Row | undefined, userId: string | undefined): void => {
    if (journal?.['msdyn_posted'] === true) throw new RuleRefusal('A confirmed journal cannot be changed.');
    if (journal?.['msdyn_hasexternalorigin'] === true && userId !== integrationUserId)
      throw new RuleRefusal('The journal belongs to Finance: it is read-only here.');
  };
  return [
    {
      table: 'msdyn_journals',
      on: ['update', 'delete'],
      stage: 'before',
      run: ({ before, isSystem, userId }) => {
        if (isSystem !== true) refuse(before, userId);
      },
    },
    {
      table: 'msdyn_journallines',
      on: ['create', 'update', 'delete'],
      stage: 'before',
      run: ({ before, after, isSystem, userId }) => {
        if (isSystem !== true) refuse(office.find('msdyn_journal', lookup(after ?? before, 'msdyn_journal')), userId);
      },
    },
  ];
};
