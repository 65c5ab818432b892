import {
  DataverseActual,
  FinanceActual,
  FinanceIntegrationJournalLine,
  FinanceInvoiceProposalLine,
  type LinkMessage,
} from '@concord/contracts';
import { codeOf, days, defineFlow, hours, isWhole, linksOf, provenBy, recordsOf, stage, type Flow } from '@concord/sync-engine';
import { sentActuals } from '../maps/sent-actuals';
import { integrationLog } from './integration-log';

const actual = recordsOf(DataverseActual, {
  document: (row) => row.msdyn_actualid,
  dimensions: {
    company: codeOf('cdm_companies', (row) => row.msdyn_owningcompany),
    project: codeOf('msdyn_projects', (row) => row.msdyn_project, 'ProjectId'),
    contract: codeOf('salesorders', (row) => row.msdyn_salescontract, 'ProjectContractId'),
    currency: codeOf('transactioncurrencies', (row) => row.transactioncurrencyid),
  },
});

const link = linksOf('msdyn_actuals', { document: ({ dataverseId }: LinkMessage) => dataverseId });

/** Codes of legal entities as Finance spells them outside its keys. */
const companyOf = (row: { readonly dataAreaId: string }): string => row.dataAreaId.toUpperCase();

const staged = recordsOf(FinanceActual, {
  document: (row) => row.ActualId,
  dimensions: {
    company: companyOf,
    project: (row) => row.ProjectId,
    contract: (row) => row.ContractId,
    currency: (row) => row.TransactionCurrencyId,
  },
});

const journalLine = recordsOf(FinanceIntegrationJournalLine, {
  document: (row) => row.ActualId,
  dimensions: {
    company: companyOf,
    project: (row) => row.ProjId,
    contract: (row) => row.ContractId,
    // Of a cost that a document of Finance posted: the account it waits on until this line clears it.
    integrationAccount: (row) => ((row.SourceTransactionId ?? '') === '' ? null : row.OffsetLedgerDimension),
    currency: (row) => row.CostCurrency ?? row.PriceCurrency,
  },
});

const proposalLine = recordsOf(FinanceInvoiceProposalLine, {
  document: (row) => row.ActualId,
  dimensions: { company: companyOf, project: (row) => row.ProjectId, currency: (row) => row.CurrencyCode },
});

/**
 * An actual from its approval to its voucher, and back. What Finance must not have (Skip Sync) belongs to the flow and enters nothing.
 *
 * @param patience milliseconds that one side may be ahead of the other
 */
export const actualsFlowWith = (patience: number): Flow =>
  defineFlow({
    name: 'actuals',
    noun: 'actual',
    revision: 1,
    dimensions: ['company', 'project', 'contract', 'integrationAccount'],
    sources: [actual, link, staged, journalLine, proposalLine, integrationLog],
    original: {
      within: patience,
      cause: 'It was rolled back or deleted in Dataverse after it had been sent, or was never there.',
      remedy: 'Mark the staged row as invalid in Finance, or reverse what was posted of it; it cannot be written back.',
    },
    stages: [
      stage(
        'created',
        { title: 'created in Dataverse' },
        provenBy(actual, {
          when: (row) => sentActuals.test(row),
          amounts: (row) => ({ quantity: row.msdyn_quantity, amount: row.msdyn_amount }),
        }),
      ),
      stage(
        'sent',
        {
          title: 'sent to Finance',
          within: patience,
          late: {
            cause: 'It waits for a record it refers to, Finance refused it, or one of the systems is away.',
            remedy: 'Look at its link, which names what it waits for or what was refused.',
          },
        },
        provenBy(link, { when: isWhole }),
      ),
      stage(
        'staged',
        {
          title: 'staged in Finance',
          within: patience,
          late: {
            code: 'NEVER_ARRIVED',
            cause: 'Finance accepted it, and does not show it.',
            remedy: 'Look for the row in the staging table: if it was deleted there, retry the link.',
          },
        },
        provenBy(staged, { amounts: (row) => ({ quantity: row.Quantity, amount: row.Amount }) }),
      ),
      stage(
        'imported',
        {
          title: 'imported from staging',
          within: hours(24),
          late: {
            cause: 'Import from staging did not run, or left the row out: its log in Finance says why, e.g. a missing exchange rate.',
            remedy: 'Mend what the log names; the next run takes the row up by itself.',
          },
        },
        provenBy(staged, { when: (row) => row.IsJournalized === 'Yes' }),
        provenBy(proposalLine),
      ),
      stage(
        'journalLine',
        { title: 'on a line of an integration journal or invoice proposal' },
        provenBy(journalLine, {
          amounts: (row) => ({
            quantity: row.Quantity,
            amount: (row.CostCurrency ?? '') === '' ? row.ExtendedPrice : row.ExtendedCost,
          }),
        }),
        // Of a sale that is not charged the line has its quantity, and nothing to pay: that is no other amount, it is none.
        provenBy(proposalLine, {
          amounts: (row) => ({ quantity: row.Quantity, amount: Number(row.LineAmount) === 0 ? undefined : row.LineAmount }),
        }),
      ),
      stage(
        'posted',
        {
          title: 'posted in Finance',
          within: days(31),
          late: {
            cause: 'Its journal or proposal was not posted, or the line is in error.',
            remedy: 'Post it; a line in error says what is wrong, and goes on after Update to draft.',
          },
        },
        provenBy(staged, {
          when: (row) => (row.VoucherNumber ?? '') !== '',
          amounts: (row) => ({ amount: row.Amount, accountingAmount: row.AccountingAmount }),
        }),
      ),
      stage(
        'writtenBack',
        {
          title: 'written back to Dataverse',
          within: patience,
          late: {
            cause: 'Dataverse refused it, or is away.',
            remedy: 'Look at its link; the posting stands, and the voucher follows.',
          },
        },
        provenBy(actual, {
          when: (row) => (row.msdyn_vouchernumber ?? '') !== '',
          amounts: (row) => ({ accountingAmount: row.msdyn_accountingamount }),
        }),
      ),
    ],
  });
