import { ActionRefused } from '../../../control/action-routes';
import { optionalText, textMember } from '../../../control/read-body';
import type { Stored } from '../books';
import { instantOf, textOf } from '../columns';
import { totalProposal } from '../import/proposal-lines';
import { taxOfLine } from '../posting/line-tax';
import { postProposal } from '../posting/post-proposal';
import { writeBack } from '../posting/write-back';
import { checksumOf } from '../rules/inv-03-all-billed-sales';
import { changeState } from '../staging/processing-state';
import { stagedOfLine } from '../staging/staged-actual';
import { companyGiven, dayGiven, type FinanceAction, textsGiven, wholeGiven } from './finance-action';

/** As the map of invoice proposals would; a header without lines. */
export const createInvoiceProposal: FinanceAction = {
  name: 'create-invoice-proposal',
  summary: 'Create the header of an invoice proposal, as it comes from a confirmed proforma invoice',
  parameters: {
    company: 'legal entity',
    proposal: 'number; any is accepted, higher or lower than the last',
    contract: 'project contract',
    date: 'optional: invoice date',
    fundingSource: 'optional',
    announced: 'optional: ids of the billed sales that Dataverse announces; lines come when exactly these are staged',
  },
  run: (books, given) => {
    const company = companyGiven(given);
    const id = textMember(given, 'proposal');
    const contractId = textMember(given, 'contract');
    const contract = books.find('ProjectContractHeaders', { dataAreaId: company, ProjectContractId: contractId });
    if (contract === undefined)
      throw new ActionRefused(`Project contract ${contractId} does not exist in legal entity ${company.toUpperCase()}.`);
    const row = {
      dataAreaId: company,
      InvoiceProposalId: id,
      ProjectContractId: contractId,
      ContractName: textOf(contract, 'Name'),
      FundingSourceId: optionalText(given, 'fundingSource'),
      SalesCurrency: textOf(contract, 'SalesCurrencyCode'),
      InvoiceAccount: textOf(contract, 'CustomerAccountNumber'),
      InvoiceDate: given['date'] === undefined ? undefined : instantOf(dayGiven(books, given)),
      HashedListOfBillableSalesActualIds: given['announced'] === undefined ? undefined : checksumOf(textsGiven(given, 'announced')),
    };
    const known = books.find('ProjectInvoiceProposalsV2', { dataAreaId: company, InvoiceProposalId: id });
    const proposal = known === undefined ? books.create('ProjectInvoiceProposalsV2', row) : books.update('ProjectInvoiceProposalsV2', row);
    return { company, proposal: id, state: textOf(proposal, 'ProposalState'), amount: textOf(proposal, 'InvoiceAmount') };
  },
};

export const postInvoiceProposal: FinanceAction = {
  name: 'post-invoice-proposal',
  summary: 'Post an invoice proposal: customer invoice, voucher, sales tax; posted values go back to the billed sales',
  parameters: { company: 'legal entity', proposal: 'number', date: 'optional: invoice date; that of the header, or today, when not given' },
  run: (books, given) => {
    const company = companyGiven(given);
    const posted = postProposal(
      books,
      company,
      textMember(given, 'proposal'),
      given['date'] === undefined ? undefined : dayGiven(books, given),
    );
    const { written, waiting } = writeBack(books, company);
    return { company, ...posted, writtenBack: written, waitingForWriteBack: waiting };
  },
};

export const deleteProposalLines: FinanceAction = {
  name: 'delete-proposal-lines',
  summary: 'Delete all lines of an invoice proposal that is not posted; the next import adds them again',
  parameters: { company: 'legal entity', proposal: 'number' },
  run: (books, given) => {
    const company = companyGiven(given);
    const id = textMember(given, 'proposal');
    const proposal = books.find('ProjectInvoiceProposalsV2', { dataAreaId: company, InvoiceProposalId: id });
    if (proposal === undefined) throw new ActionRefused(`Invoice proposal ${id} does not exist in legal entity ${company.toUpperCase()}.`);
    if (proposal['ProposalState'] === 'Posted') throw new ActionRefused(`Invoice proposal ${id} is posted and cannot be changed.`);
    const lines = books.inCompany('ProjInvoiceProposalLines', company, 'InvoiceProposalId', id);
    books.transaction(() => {
      for (const line of lines) {
        release(line, 'ProjectTransactionId', 'ProjectTransactions');
        release(line, 'OnAccountTransactionId', 'ProjectOnAccountTransactions');
        const staged = stagedOfLine(books, line);
        if (staged !== undefined) changeState(books, staged, { IsProcessed: 'No', InvoiceProposalLineTransId: '' });
        books.remove('ProjInvoiceProposalLines', { dataAreaId: company, InvoiceProposalId: id, LineNumber: line['LineNumber'] });
      }
      totalProposal(books, company, id);
    });
    return { company, proposal: id, lines: lines.length };

    /** Posted again; what a credit line names stays invoiced. */
    function release(line: Stored, column: string, table: string): void {
      const transaction = textOf(line, column);
      if (transaction === '' || textOf(line, 'CreditedProposalId') !== '') return;
      books.update(table, { dataAreaId: company, TransactionId: transaction, TransStatus: 'Posted', InvoiceProposalId: '' });
    }
  },
};

export const editProposalLine: FinanceAction = {
  name: 'edit-proposal-line',
  summary: 'Change the tax groups of a line of an invoice proposal that is not posted',
  parameters: {
    company: 'legal entity',
    proposal: 'number',
    line: 'line number',
    salesTaxGroup: 'optional',
    itemSalesTaxGroup: 'optional',
  },
  run: (books, given) => {
    const company = companyGiven(given);
    const id = textMember(given, 'proposal');
    const key = { dataAreaId: company, InvoiceProposalId: id, LineNumber: wholeGiven(given, 'line') ?? 1 };
    const line = books.find('ProjInvoiceProposalLines', key);
    const proposal = books.find('ProjectInvoiceProposalsV2', { dataAreaId: company, InvoiceProposalId: id });
    if (line === undefined || proposal?.['ProposalState'] !== 'Ready')
      throw new ActionRefused(`Invoice proposal ${id} has no such line to change.`);
    const groups = {
      SalesTaxGroup: optionalText(given, 'salesTaxGroup') ?? textOf(line, 'SalesTaxGroup'),
      ItemSalesTaxGroup: optionalText(given, 'itemSalesTaxGroup') ?? textOf(line, 'ItemSalesTaxGroup'),
    };
    const tax = taxOfLine(books, company, { amount: textOf(line, 'LineAmount'), currency: textOf(line, 'CurrencyCode'), ...groups });
    books.transaction(() => {
      books.update('ProjInvoiceProposalLines', { ...key, ...groups, TaxAmount: tax });
      totalProposal(books, company, id);
    });
    return { company, proposal: id, line: key.LineNumber, tax };
  },
};
