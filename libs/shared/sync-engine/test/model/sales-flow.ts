import {
  DataverseTable,
  FinanceTable,
  IsChoice,
  IsDecimalText,
  IsEnumMember,
  IsFlag,
  IsGuid,
  IsLegalEntity,
  IsLookup,
  IsText,
} from '@concord/contracts';
import { codeOf, defineFlow, isWhole, linksOf, minutes, provenBy, recordsOf, stage } from '../../src';

@DataverseTable('sales', 'saleid')
export class DataverseSale {
  @IsGuid() readonly saleid!: string;
  @IsLookup('cdm_companies') readonly company?: string | null;
  @IsText() readonly project?: string | null;
  @IsText(3) readonly currency?: string | null;
  @IsDecimalText() readonly quantity?: string | null;
  @IsDecimalText() readonly amount?: string | null;
  @IsFlag() readonly skip?: boolean | null;
  @IsText() readonly voucher?: string | null;
  @IsDecimalText() readonly accountingamount?: string | null;
}

@FinanceTable('SaleLines', ['dataAreaId', 'LineId'])
export class FinanceSaleLine {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsText() readonly LineId!: string;
  @IsGuid() readonly SaleId?: string | null;
  @IsText() readonly Project?: string | null;
  @IsText(3) readonly Currency?: string | null;
  @IsDecimalText() readonly Quantity?: string | null;
  @IsDecimalText() readonly Amount?: string | null;
  @IsText() readonly Voucher?: string | null;
  @IsDecimalText() readonly AccountingAmount?: string | null;
}

@FinanceTable('SaleJournalLines', ['dataAreaId', 'JournalLine'])
export class FinanceSaleJournalLine {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsText() readonly JournalLine!: string;
  @IsText() readonly LineId?: string | null;
  @IsText() readonly Account?: string | null;
  @IsDecimalText() readonly Amount?: string | null;
  @IsEnumMember() readonly Status?: string | null;
}

@DataverseTable('pairs', 'pairid')
export class DataversePair {
  @IsGuid() readonly pairid!: string;
  @IsGuid() readonly one?: string | null;
  @IsGuid() readonly other?: string | null;
  @IsChoice() readonly statecode?: number | null;
}

@FinanceTable('SalePairs', ['PairId'])
export class FinancePair {
  @IsGuid() readonly PairId!: string;
}

const sale = recordsOf(DataverseSale, {
  document: (row) => row.saleid,
  dimensions: {
    company: codeOf('cdm_companies', (row) => row.company),
    project: (row) => row.project,
    currency: (row) => row.currency,
  },
});
const link = linksOf('accounts', { document: ({ dataverseId }) => dataverseId });
const line = recordsOf(FinanceSaleLine, {
  document: (row) => row.SaleId,
  names: (row) => [`line ${row.dataAreaId}|${row.LineId}`],
  dimensions: { company: (row) => row.dataAreaId, project: (row) => row.Project, currency: (row) => row.Currency },
});
const journalLine = recordsOf(FinanceSaleJournalLine, {
  through: (row) => (row.LineId == null ? null : `line ${row.dataAreaId}|${row.LineId}`),
  dimensions: { account: (row) => row.Account },
  troubles: (row) =>
    row.Status === 'Error'
      ? [{ code: 'POSTING_FAILED', message: 'The period is closed.', remedy: 'Open it, and update the line to draft.' }]
      : null,
});

/** As the flow of actuals, with fewer columns. */
export const salesFlow = defineFlow({
  name: 'sales',
  noun: 'sale',
  revision: 1,
  dimensions: ['company', 'project', 'account'],
  sources: [sale, link, line, journalLine],
  original: { within: minutes(10), cause: 'It was rolled back in Dataverse.', remedy: 'Take back what was posted.' },
  stages: [
    stage(
      'created',
      { title: 'created in Dataverse' },
      provenBy(sale, { when: (row) => row.skip !== true, amounts: (row) => ({ quantity: row.quantity, amount: row.amount }) }),
    ),
    stage(
      'sent',
      { title: 'sent to Finance', within: minutes(5), late: { cause: 'Its link says what keeps it.', remedy: 'Look at the link.' } },
      provenBy(link, { when: isWhole }),
    ),
    stage(
      'staged',
      {
        title: 'staged in Finance',
        within: minutes(10),
        late: { code: 'NEVER_ARRIVED', cause: 'Finance refused it.', remedy: 'Look at the log of Finance.' },
      },
      provenBy(line, { amounts: (row) => ({ quantity: row.Quantity, amount: row.Amount }) }),
    ),
    stage('journalLine', { title: 'in a journal' }, provenBy(journalLine, { amounts: (row) => ({ amount: row.Amount }) })),
    stage(
      'posted',
      { title: 'posted in Finance' },
      provenBy(line, {
        when: (row) => row.Voucher != null,
        amounts: (row) => ({ amount: row.Amount, accountingAmount: row.AccountingAmount }),
      }),
    ),
    stage(
      'writtenBack',
      {
        title: 'written back to Dataverse',
        within: minutes(15),
        late: { cause: 'The write back was refused.', remedy: 'Look at the link.' },
      },
      provenBy(sale, { when: (row) => row.voucher != null, amounts: (row) => ({ accountingAmount: row.accountingamount }) }),
    ),
  ],
});

const pair = recordsOf(DataversePair, {
  document: (row) => row.pairid,
  needs: {
    flow: 'sales',
    within: minutes(10),
    remedy: 'Find the other half, or delete the connection.',
    documents: (row) => ({ 'transaction 1': row.one, 'transaction 2': row.other }),
  },
});
const pairThere = recordsOf(FinancePair, { document: (row) => row.PairId });

/** As the flow of connections: two halves, each a document of another flow. */
export const pairsFlow = defineFlow({
  name: 'pairs',
  noun: 'connection',
  revision: 1,
  dimensions: [],
  sources: [pair, pairThere],
  stages: [stage('made', { title: 'made in Dataverse' }, provenBy(pair)), stage('there', { title: 'in Finance' }, provenBy(pairThere))],
});

/** As the flow of invoices: a header, and lines that must all be posted. */
const header = recordsOf(DataverseSale, { document: (row) => row.saleid });
const ofHeader = recordsOf(FinanceSaleLine, { document: (row) => row.SaleId });

export const invoicesFlow = defineFlow({
  name: 'invoices',
  noun: 'invoice',
  revision: 1,
  dimensions: [],
  sources: [header, ofHeader],
  stages: [
    stage('made', { title: 'made in Dataverse' }, provenBy(header)),
    stage(
      'posted',
      { title: 'posted in Finance' },
      provenBy(ofHeader, { every: true, when: (row) => row.Voucher != null, amounts: (row) => ({ amount: row.Amount }) }),
    ),
  ],
});
