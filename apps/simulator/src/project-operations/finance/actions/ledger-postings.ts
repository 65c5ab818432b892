import { optionalText, textMember } from '../../../control/read-body';
import { ControlRefusal } from '../../../control/control-refusal';
import { amountOf, isYes, textOf } from '../columns';
import { isZero, plus } from '../money';
import { postIntercompanyInvoice } from '../posting/intercompany-invoice';
import { postCosts } from '../posting/post-costs';
import { eliminate, postEstimate } from '../posting/revenue-estimates';
import { postSourceDocument, type SourceDocument } from '../posting/source-document';
import { accountingCurrencyOf } from '../setup/currencies';
import { amountGiven, companyGiven, dayGiven, type FinanceAction } from './finance-action';

export const postCostsAction: FinanceAction = {
  name: 'post-costs',
  summary: 'Post costs: cost of a project that is on the balance sheet, or in no ledger, goes to profit and loss',
  parameters: { company: 'legal entity', project: 'project', date: 'optional: accounting date' },
  run: (books, given) => ({ vouchers: postCosts(books, companyGiven(given), textMember(given, 'project'), dayGiven(books, given)) }),
};

export const postEstimateAction: FinanceAction = {
  name: 'post-estimate',
  summary: 'Post a revenue estimate of a fixed-price project by its completed percentage, or move its cost into WIP',
  parameters: { company: 'legal entity', project: 'project', date: 'optional: estimate date' },
  run: (books, given) => ({ ...postEstimate(books, companyGiven(given), textMember(given, 'project'), dayGiven(books, given)) }),
};

export const eliminateProject: FinanceAction = {
  name: 'eliminate-project',
  summary: 'Eliminate a completed fixed-price project: what was invoiced on account meets what was accrued',
  parameters: { company: 'legal entity', project: 'project', date: 'optional: estimate date' },
  run: (books, given) => ({ ...eliminate(books, companyGiven(given), textMember(given, 'project'), dayGiven(books, given)) }),
};

const documents: readonly SourceDocument['kind'][] = [
  'ExpenseReport',
  'VendorInvoice',
  'GeneralJournal',
  'PackingSlip',
  'StockedVendorInvoice',
];

export const postSourceDocumentAction: FinanceAction = {
  name: 'post-source-document',
  summary: 'Post a document line of Finance with a project, whose cost comes back as an actual: it debits its integration account',
  parameters: {
    company: 'legal entity',
    document: documents.join(', '),
    id: 'transaction number that the actual will name (ExternalOriginReference or VendInvoiceLineProjTransId)',
    project: 'project',
    amount: 'net amount',
    recoverableTax: 'optional',
    nonRecoverableTax: 'optional: part of the cost',
    currency: 'optional: accounting currency when not given',
    date: 'optional: accounting date',
  },
  run: (books, given) => {
    const company = companyGiven(given);
    const kind = documents.find((document) => document === given['document']);
    if (kind === undefined) throw new ControlRefusal(`'document' must be one of: ${documents.join(', ')}.`);
    return {
      ...postSourceDocument(books, company, {
        id: textMember(given, 'id'),
        kind,
        projectId: textMember(given, 'project'),
        currency: optionalText(given, 'currency') ?? accountingCurrencyOf(books, company),
        net: amountGiven(given, 'amount'),
        recoverableTax: amountGiven(given, 'recoverableTax', '0'),
        nonRecoverableTax: amountGiven(given, 'nonRecoverableTax', '0'),
        day: dayGiven(books, given),
      }),
    };
  },
};

export const postIntercompanyInvoiceAction: FinanceAction = {
  name: 'post-intercompany-invoice',
  summary: 'Invoice what a legal entity lent to another: customer invoice there, vendor invoice with the project cost here',
  parameters: { lending: 'legal entity that lends', borrowing: 'legal entity that has the project', date: 'optional: invoice date' },
  run: (books, given) => ({
    ...postIntercompanyInvoice(books, companyGiven(given, 'lending'), companyGiven(given, 'borrowing'), dayGiven(books, given)),
  }),
};

/** What accountants look at to see whether all is well. */
export const showTrialBalance: FinanceAction = {
  name: 'show-trial-balance',
  summary: 'Balances of a legal entity by main account, in accounting currency; integration accounts by what is not cleared yet',
  parameters: { company: 'legal entity', account: 'optional: one main account, with its open items' },
  run: (books, given) => {
    const company = companyGiven(given);
    const only = optionalText(given, 'account');
    const balances = new Map<string, { debit: string; credit: string }>();
    const open = new Map<string, string>();
    for (const entry of books.where('GeneralJournalAccountEntries', 'dataAreaId', company)) {
      const account = textOf(entry, 'MainAccountId');
      if (only !== undefined && account !== only) continue;
      const known = balances.get(account) ?? { debit: '0', credit: '0' };
      const amount = amountOf(entry, 'AccountingCurrencyAmount');
      if (isYes(entry, 'IsCredit')) known.credit = plus(known.credit, amount.replace('-', ''));
      else known.debit = plus(known.debit, amount);
      balances.set(account, known);
      const key = textOf(entry, 'MatchKey');
      if (key !== '') open.set(key, plus(open.get(key) ?? '0', amount));
    }
    return {
      company,
      currency: accountingCurrencyOf(books, company),
      accounts: [...balances]
        .sort(([left], [right]) => left.localeCompare(right))
        .map(([account, { debit, credit }]) => ({ account, debit, credit, balance: plus(debit, credit === '0' ? '0' : `-${credit}`) })),
      openItems: [...open].filter(([, amount]) => !isZero(amount)).map(([matchKey, amount]) => ({ matchKey, amount })),
    };
  },
};
