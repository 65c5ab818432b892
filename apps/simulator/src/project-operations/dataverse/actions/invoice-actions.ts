import { ControlRefusal } from '../../../control/control-refusal';
import type { JsonObject } from '../../../control/read-body';
import type { Row } from '../../../odata/model';
import { RuleRefusal } from '../../../odata/rules';
import { confirmInvoice } from '../invoicing/confirm-invoice';
import { createInvoices } from '../invoicing/create-invoices';
import { detailsOf, recalculateInvoice } from '../invoicing/invoice-totals';
import { reviseInvoice } from '../invoicing/revise-invoice';
import { decimal, lookup, type Office, text } from '../office';
import { checkReadyToInvoice } from '../rules/g4-ready-to-invoice';
import { billingStatus, billingType, invoiceStatus, milestoneStatus, nameOfBillingType, nameOfClass, transactionType } from '../values';
import { shownActual, totalsOf } from './answers';
import type { OfficeAction } from './office-action';
import {
  idList,
  idOf,
  optionalDay,
  optionalDecimal,
  optionalRecord,
  optionalText,
  optionalWord,
  record,
  requiredRecord,
} from './parameters';

const shownInvoice = (office: Office, invoice: Row): JsonObject => ({
  invoice: text(invoice, 'invoiceid'),
  number: text(invoice, 'invoicenumber'),
  total: decimal(invoice, 'totalamount'),
  currency: text(office.find('transactioncurrency', lookup(invoice, 'transactioncurrencyid')), 'isocurrencycode'),
  lineDetails: detailsOf(office, text(invoice, 'invoiceid')).map((detail) => ({
    id: text(detail, 'msdyn_invoicelinetransactionid'),
    class: nameOfClass[Number(detail['msdyn_transactionclassification'])] ?? '',
    billingType: nameOfBillingType[Number(detail['msdyn_billingtype'])] ?? '',
    quantity: decimal(detail, 'msdyn_quantity'),
    price: decimal(detail, 'msdyn_price'),
    amount: decimal(detail, 'msdyn_amount'),
    invoiceAmount: decimal(detail, 'msdyn_invoiceamount'),
  })),
});

export const invoiceActions: readonly OfficeAction[] = [
  {
    name: 'mark-ready-to-invoice',
    summary: 'Marks unbilled sales ready to invoice (G4): the given ones, or all open ones of a contract',
    parameters: {
      actuals: 'Id of the unbilled sales actual, or a list of ids',
      contract: 'Contract: id, number or name; all its open unbilled sales',
      until: 'Of the contract: last day of what is marked',
    },
    run: (office, parameters) => {
      const ids = idList(parameters, 'actuals');
      const contract = optionalRecord(office, parameters, 'contract', 'salesorder');
      if (ids === undefined && contract === undefined) throw new ControlRefusal("'actuals' or 'contract' must be given.");
      const actuals =
        ids === undefined
          ? openSales(office, idOf(contract!, 'salesorder'), optionalDay(parameters, 'until'))
          : ids.map((id) => office.get('msdyn_actual', id));
      for (const actual of actuals) {
        checkReadyToInvoice(actual);
        office.update('msdyn_actual', actual['msdyn_actualid'], { msdyn_billingstatus: billingStatus.ready });
      }
      return { actuals: actuals.map((actual) => actual['msdyn_actualid']), totals: totalsOf(office, actuals) };
    },
  },
  {
    name: 'mark-milestone-ready',
    summary: 'Marks a milestone of a fixed price line ready for invoicing',
    parameters: { milestone: 'Milestone: id, identifier or name' },
    run: (office, parameters) => {
      const milestone = requiredRecord(office, parameters, 'milestone', 'msdyn_contractlinescheduleofvalue');
      if ((milestone['msdyn_invoicestatus'] ?? milestoneStatus.notReady) !== milestoneStatus.notReady)
        throw new RuleRefusal('The milestone is ready, or invoiced, already.');
      const id = idOf(milestone, 'msdyn_contractlinescheduleofvalue');
      office.update('msdyn_contractlinescheduleofvalue', id, { msdyn_invoicestatus: milestoneStatus.ready });
      return { milestone: id, amount: decimal(milestone, 'msdyn_amount') };
    },
  },
  {
    name: 'create-invoice',
    summary: 'Drafts an invoice for each customer of a contract, of everything that is marked ready (D11)',
    parameters: {
      contract: 'Contract: id, number or name',
      customer: 'Only for this customer: account number, name or id',
      until: 'Last day of what is invoiced',
    },
    run: (office, parameters) => {
      const contract = requiredRecord(office, parameters, 'contract', 'salesorder');
      const customer = optionalText(parameters, 'customer');
      const rule = customer === undefined ? undefined : ruleOf(office, contract, text(record(office, customer, 'account'), 'accountid'));
      const invoices = createInvoices(office, contract, optionalDay(parameters, 'until'), rule);
      return { invoices: invoices.map((invoice) => shownInvoice(office, invoice)) };
    },
  },
  {
    name: 'change-invoice-line',
    summary:
      'Changes a line detail of a draft invoice; on a correction neither the billing type, nor on a milestone the quantity but to 0 (G5)',
    parameters: {
      lineDetail: 'Id of the line detail',
      quantity: 'New quantity',
      price: 'New price',
      tax: 'New tax',
      billingType: 'chargeable, nonChargeable or complimentary',
    },
    run: (office, parameters) => {
      const detail = office.get('msdyn_invoicelinetransaction', optionalText(parameters, 'lineDetail')?.toLowerCase());
      const invoice = office.get('invoice', lookup(detail, 'msdyn_invoice'));
      if (Number(invoice['msdyn_projectinvoicestatus'] ?? 0) >= invoiceStatus.confirmed)
        throw new RuleRefusal('The lines of a confirmed invoice cannot be changed.');
      const [quantity, price, tax] = ['quantity', 'price', 'tax'].map((name) => optionalDecimal(parameters, name));
      const billing = optionalWord(parameters, 'billingType', billingType);
      office.update('msdyn_invoicelinetransaction', detail['msdyn_invoicelinetransactionid'], {
        ...(quantity === undefined ? {} : { msdyn_quantity: quantity }),
        ...(price === undefined ? {} : { msdyn_price: price }),
        ...(tax === undefined ? {} : { msdyn_tax: tax }),
        ...(billing === undefined ? {} : { msdyn_billingtype: billing }),
      });
      return shownInvoice(office, recalculateInvoice(office, text(invoice, 'invoiceid')));
    },
  },
  {
    name: 'confirm-invoice',
    summary: 'Confirms a draft invoice: billed sales, and reversals of what was unbilled (D12, for a correction D14)',
    parameters: { invoice: 'Invoice: id, number or name' },
    run: (office, parameters) => {
      const invoice = requiredRecord(office, parameters, 'invoice', 'invoice');
      const actuals = confirmInvoice(office, invoice);
      return {
        ...shownInvoice(office, office.get('invoice', invoice['invoiceid'])),
        actuals: actuals.map((row) => shownActual(office, row)),
        totals: totalsOf(office, actuals),
      };
    },
  },
  {
    name: 'revise-invoice',
    summary: 'Drafts a correction of a confirmed invoice; its quantities start at 0, a full credit (D13)',
    parameters: { invoice: 'Invoice: id, number or name' },
    run: (office, parameters) => ({
      invoices: [shownInvoice(office, reviseInvoice(office, requiredRecord(office, parameters, 'invoice', 'invoice')))],
    }),
  },
];

const openSales = (office: Office, contractId: string, until: string | undefined): Row[] =>
  office
    .where('msdyn_actual', '_msdyn_salescontract_value', contractId)
    .filter(
      (row) =>
        row['msdyn_transactiontypecode'] === transactionType.unbilledSales &&
        row['msdyn_billingstatus'] === billingStatus.created &&
        (row['msdyn_adjustmentstatus'] ?? null) === null &&
        (until === undefined || text(row, 'msdyn_transactiondate') <= until),
    );

const ruleOf = (office: Office, contract: Row, accountId: string): string => {
  const rule = office
    .where('msdyn_projectcontractsplitbillingrule', '_msdyn_projectcontractid_value', text(contract, 'salesorderid'))
    .find((row) => lookup(row, 'msdyn_customer') === accountId);
  if (rule === undefined) throw new RuleRefusal('The account is no customer of the contract.');
  return text(rule, 'msdyn_projectcontractsplitbillingruleid');
};
