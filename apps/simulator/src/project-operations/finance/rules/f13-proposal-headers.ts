import { type BusinessRule, RuleRefusal } from '../../../odata/rules';
import { textOf } from '../columns';

/** What Finance fills in of a header. */
const OWN = new Set(['ProposalState', 'InvoiceAmount', 'SumTax', 'LedgerVoucher', 'Invoice']);

/** F13: a proposal takes the number that Dataverse gives, higher or lower than the last; it starts without lines. */
export const proposalStartsEmpty: BusinessRule = {
  table: 'ProjectInvoiceProposalsV2',
  on: ['create'],
  stage: 'before',
  run: ({ after }) =>
    Object.assign(after!, { ProposalState: 'HeaderOnly', InvoiceAmount: '0', SumTax: '0', LedgerVoucher: '', Invoice: '' }),
};

/** INV-8 of domain/40-invoicing.md: the last write wins until there are lines; afterwards writes succeed and change nothing. */
export const proposalStaysAsItsLinesAre: BusinessRule = {
  table: 'ProjectInvoiceProposalsV2',
  on: ['update'],
  stage: 'before',
  run: ({ before, after, table }) => {
    if (before!['ProposalState'] === 'HeaderOnly') return;
    for (const column of table.columns.keys()) if (!OWN.has(column)) after![column] = before![column]!;
  },
};

/** INV-2 of domain/40-invoicing.md. */
export const proposalIsNotDeleted: BusinessRule = {
  table: 'ProjectInvoiceProposalsV2',
  on: ['delete'],
  stage: 'before',
  run: ({ before }) => {
    throw new RuleRefusal(`Invoice proposal ${textOf(before!, 'InvoiceProposalId')} comes from Dataverse and cannot be deleted.`);
  },
};
