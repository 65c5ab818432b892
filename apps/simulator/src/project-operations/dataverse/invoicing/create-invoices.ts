import type { Row } from '../../../odata/model';
import { RuleRefusal } from '../../../odata/rules';
import { connect, originsOf, recordOrigins } from '../booking/connections';
import { copiedTransaction } from '../booking/copy-transaction';
import { decimal, lookup, type Office, text } from '../office';
import { checkReadyToInvoice } from '../rules/g4-ready-to-invoice';
import { checkCustomerOfSale } from '../rules/g11-customer-of-sale';
import {
  amountMethod,
  billingMethod,
  billingStatus,
  billingType,
  invoiceStatus,
  milestoneStatus,
  transactionClass,
  transactionType,
} from '../values';
import { recalculateInvoice } from './invoice-totals';

/** What waits to be invoiced to one customer of a contract. */
interface Backlog {
  readonly sales: Row[];
  readonly milestones: Row[];
}

/** D11. Everything of a contract that is marked ready becomes draft invoices, one for each customer. Answers the invoices. */
export const createInvoices = (office: Office, contract: Row, until: string | undefined, customerRuleId: string | undefined): Row[] => {
  const contractId = text(contract, 'salesorderid');
  const backlogs = new Map<string, Backlog>();
  const backlogOf = (ruleId: string | undefined): Backlog => {
    const key = ruleId ?? '';
    const known = backlogs.get(key) ?? { sales: [], milestones: [] };
    backlogs.set(key, known);
    return known;
  };
  const isDue = (day: string): boolean => until === undefined || day <= until;
  for (const sale of office.where('msdyn_actual', '_msdyn_salescontract_value', contractId)) {
    if (sale['msdyn_transactiontypecode'] !== transactionType.unbilledSales || sale['msdyn_billingstatus'] !== billingStatus.ready)
      continue;
    if (!isDue(text(sale, 'msdyn_transactiondate'))) continue;
    checkReadyToInvoice(sale);
    checkCustomerOfSale(sale);
    backlogOf(lookup(sale, 'msdyn_projectcontractsplitbillingrule')).sales.push(sale);
  }
  for (const milestone of office.where('msdyn_contractlinescheduleofvalue', '_msdyn_contract_value', contractId)) {
    if (milestone['msdyn_invoicestatus'] !== milestoneStatus.ready || !isDue(text(milestone, 'msdyn_milestonedate'))) continue;
    backlogOf(ruleOfMilestone(office, milestone, contractId)).milestones.push(milestone);
  }
  if (customerRuleId !== undefined) for (const key of [...backlogs.keys()]) if (key !== customerRuleId) backlogs.delete(key);
  if (backlogs.size === 0) throw new RuleRefusal('There is nothing to invoice: nothing of the contract is marked ready.');
  return [...backlogs].map(([ruleId, backlog]) => createInvoice(office, contract, ruleId, backlog));
};

const rulesOf = (office: Office, contractId: string): readonly Row[] =>
  office.where('msdyn_projectcontractsplitbillingrule', '_msdyn_projectcontractid_value', contractId);

/** A milestone names its customer where there are several. */
const ruleOfMilestone = (office: Office, milestone: Row, contractId: string): string => {
  const named = lookup(milestone, 'msdyn_projectcontractsplitbillingrule');
  const rules = rulesOf(office, contractId);
  const only = rules.length === 1 ? text(rules[0], 'msdyn_projectcontractsplitbillingruleid') : undefined;
  if (named === undefined && only === undefined)
    throw new RuleRefusal(`The milestone '${text(milestone, 'msdyn_name')}' has no contract line customer: it cannot be invoiced.`);
  return named ?? only!;
};

const createInvoice = (office: Office, contract: Row, ruleId: string, { sales, milestones }: Backlog): Row => {
  const invoice = office.create('invoice', invoiceHeader(office, contract, ruleId));
  const invoiceId = text(invoice, 'invoiceid');
  const lines = createLines(office, contract, invoiceId);
  for (const sale of sales) {
    const detail = addDetail(office, invoiceId, lines, sale, {
      ...copiedTransaction(sale),
      msdyn_transactiontypecode: transactionType.billedSales,
      msdyn_invoiceamount: decimal(sale, 'msdyn_amount'),
    });
    const detailId = text(detail, 'msdyn_invoicelinetransactionid');
    connect(
      office,
      { table: 'msdyn_invoicelinetransaction', id: detailId, role: 'Billed Sales' },
      { table: 'msdyn_actual', id: text(sale, 'msdyn_actualid'), role: 'Unbilled Sales' },
    );
    recordOrigins(office, originsOf(office, text(sale, 'msdyn_actualid')), { table: 'msdyn_invoicelinetransaction', id: detailId });
    office.update('msdyn_actual', sale['msdyn_actualid'], { msdyn_billingstatus: billingStatus.onInvoice });
  }
  for (const milestone of milestones) {
    addDetail(office, invoiceId, lines, milestone, milestoneDetail(office, contract, ruleId, milestone));
    office.update('msdyn_contractlinescheduleofvalue', milestone['msdyn_contractlinescheduleofvalueid'], {
      msdyn_invoicestatus: milestoneStatus.created,
    });
  }
  return recalculateInvoice(office, invoiceId);
};

export const invoiceHeader = (office: Office, contract: Row, ruleId: string) => {
  const rule = office.find('msdyn_projectcontractsplitbillingrule', ruleId);
  const customerId = lookup(rule, 'msdyn_customer');
  return {
    name: text(contract, 'name'),
    msdyn_projectinvoicestatus: invoiceStatus.draft,
    msdyn_ordertype: 192350001, // work based
    msdyn_hascorrections: false,
    msdyn_invoicedate: `${office.today}T00:00:00Z`,
    _salesorderid_value: text(contract, 'salesorderid'),
    ...(customerId === undefined
      ? {}
      : { _customerid_value: customerId, '_customerid_value@type': text(rule, '_msdyn_customer_value@type') || 'account' }),
    _transactioncurrencyid_value: lookup(contract, 'transactioncurrencyid') ?? null,
    _msdyn_paymentterms_value: lookup(rule, 'msdyn_paymentterm') ?? null,
    _msdyn_owningcompany_value: lookup(contract, 'msdyn_company') ?? null,
    _msdyn_projectcontractsplitbillingruleid_value: ruleId === '' ? null : ruleId,
  };
};

/** One invoice line for each line of the contract, whether anything of it is invoiced or not. Answers them by contract line. */
export const createLines = (office: Office, contract: Row, invoiceId: string): Map<string, string> =>
  new Map(
    office.where('salesorderdetail', '_salesorderid_value', text(contract, 'salesorderid')).map((line) => {
      const invoiceLine = office.create('invoicedetail', {
        productdescription: text(line, 'salesorderdetailname') || text(line, 'productdescription') || null,
        producttypecode: 5,
        msdyn_linetype: 690970000,
        msdyn_billingmethod: line['msdyn_billingmethod'] ?? billingMethod.timeAndMaterial,
        msdyn_contractlineamount: line['extendedamount'] ?? line['baseamount'] ?? null,
        _msdyn_project_value: lookup(line, 'msdyn_project') ?? null,
        _msdyn_contractline_value: text(line, 'salesorderdetailid'),
        _invoiceid_value: invoiceId,
        _transactioncurrencyid_value: lookup(contract, 'transactioncurrencyid') ?? null,
      });
      return [text(line, 'salesorderdetailid'), text(invoiceLine, 'invoicedetailid')];
    }),
  );

const addDetail = (
  office: Office,
  invoiceId: string,
  lines: ReadonlyMap<string, string>,
  source: Row,
  values: Record<string, Row[string]>,
): Row =>
  office.create('msdyn_invoicelinetransaction', {
    ...values,
    msdyn_correction: false,
    _msdyn_invoice_value: invoiceId,
    _msdyn_invoicelineid_value:
      lines.get(lookup(source, 'msdyn_salescontractlineid') ?? lookup(source, 'msdyn_contractlineid') ?? '') ?? null,
  });

const milestoneDetail = (office: Office, contract: Row, ruleId: string, milestone: Row) => {
  const rule = office.find('msdyn_projectcontractsplitbillingrule', ruleId);
  const day = text(milestone, 'msdyn_milestonedate') || text(milestone, 'msdyn_invoicedate').slice(0, 10) || office.today;
  const midnight = `${day}T00:00:00Z`;
  const project = office.find('msdyn_project', lookup(milestone, 'msdyn_project'));
  const company = lookup(project, 'msdyn_owningcompany') ?? lookup(contract, 'msdyn_company') ?? null;
  const amount = decimal(milestone, 'msdyn_amount');
  const isContact = rule?.['_msdyn_customer_value@type'] === 'contact';
  return {
    msdyn_description: text(milestone, 'msdyn_name'),
    msdyn_externaldescription: text(milestone, 'msdyn_externaldescription') || null,
    msdyn_transactiontypecode: transactionType.billedSales,
    msdyn_transactionclassification: transactionClass.milestone,
    msdyn_billingtype: billingType.chargeable,
    msdyn_amountmethod: amountMethod.fixedPrice,
    msdyn_quantity: '1',
    msdyn_price: amount,
    msdyn_amount: amount,
    msdyn_invoiceamount: amount,
    msdyn_tax: text(milestone, 'msdyn_tax') || null,
    msdyn_transactiondate: day,
    msdyn_documentdate: midnight,
    msdyn_accountingdate: midnight,
    msdyn_startdatetime: midnight,
    msdyn_enddatetime: midnight,
    msdyn_exchangeratedate: midnight,
    _transactioncurrencyid_value: lookup(milestone, 'transactioncurrencyid') ?? null,
    _msdyn_owningcompany_value: company,
    _msdyn_resourcingcompany_value: company,
    _msdyn_project_value: lookup(milestone, 'msdyn_project') ?? null,
    _msdyn_task_value: lookup(milestone, 'msdyn_projecttask') ?? null,
    _msdyn_salescontract_value: text(contract, 'salesorderid'),
    _msdyn_salescontractlineid_value: lookup(milestone, 'msdyn_contractlineid') ?? null,
    _msdyn_projectcontractsplitbillingrule_value: ruleId,
    [isContact ? '_msdyn_contactcustomer_value' : '_msdyn_accountcustomer_value']: lookup(rule, 'msdyn_customer') ?? null,
    msdyn_customertype: isContact ? 192350002 : 192350001,
    _msdyn_milestone_value: text(milestone, 'msdyn_contractlinescheduleofvalueid'),
  };
};
