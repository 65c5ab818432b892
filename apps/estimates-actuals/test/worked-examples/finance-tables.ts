import type { World } from '@concord/testing';
import type { Row } from '../office/office';
import type { Example } from './example';
import { inOrder, type Line } from './table';
import { amount, text, word } from './words';

/** What Finance holds of an example, from the staging table to the ledger. */
export class FinanceTables {
  constructor(
    private readonly worldOf: () => World,
    private readonly example: Example,
  ) {}

  readonly staged = async (): Promise<Line[]> => {
    const names = await this.example.actualNames();
    const invoices = await this.example.proposalNames();
    const lines = (await this.example.fresh('ProjActualsImports')).map((row) => ({
      actual: names.get(text(row['ActualId'])) ?? text(row['ActualId']),
      type: text(row['TransactionType']),
      class: word('class', row['TransactionClassification']),
      company: text(row['dataAreaId']),
      project: `${text(row['ProjectDataAreaId'])} ${text(row['ProjectId'])} ${text(row['TaskNumber'])}`.trim(),
      quantity: amount(row['Quantity']),
      price: amount(row['UnitPrice']),
      amount: amount(row['Amount']),
      currency: text(row['TransactionCurrencyId']),
      'billing type': text(row['BillingType']),
      'billing status': word('billingStatus', row['BillingStatusId']),
      adjustment: word('adjustment', row['AdjustmentStatus']),
      proposal: invoices.get(text(row['InvoiceProposalId'])) ?? text(row['InvoiceProposalId']),
    }));
    return inOrder(lines);
  };

  /** Without the time of arrival, in the order of their actuals. */
  readonly relationships = async (): Promise<Line[]> => {
    const names = await this.example.actualNames();
    const lines = (await this.example.fresh('ProjCDSTransactionRelationshipImports')).map((row) => ({
      one: names.get(text(row['Transaction1Id'])) ?? text(row['Transaction1Id']),
      'role of one': text(row['Transaction1Role']),
      two: names.get(text(row['Transaction2Id'])) ?? text(row['Transaction2Id']),
      'role of two': text(row['Transaction2Role']),
    }));
    return inOrder(lines);
  };

  readonly journalLines = async (): Promise<Line[]> => {
    const [names, vouchers] = await Promise.all([this.example.actualNames(), this.example.voucherNames()]);
    const voucher = (row: Row, column: string): string =>
      vouchers.get(`${text(row['dataAreaId'])} ${text(row[column])}`) ?? text(row[column]);
    const lines = (await this.example.fresh('ProjAdvancedJournalLines')).map((row) => {
      const side = text(row['CostCurrency']) === '' ? 'Price' : 'Cost';
      return {
        actual: names.get(text(row['ActualId'])) ?? text(row['ActualId']),
        company: text(row['dataAreaId']),
        type: `${text(row['TransType'])} ${side.toLowerCase()}`,
        quantity: amount(row['Quantity']),
        unit: amount(row[`Unit${side}`]),
        extended: amount(row[`Extended${side}`]),
        currency: text(row[`${side}Currency`]),
        rate: amount(row[`${side}ExchangeRate`]),
        voucher: voucher(row, 'Voucher'),
        related: voucher(row, 'RelatedVoucher'),
        status: text(row['LineStatus']),
      };
    });
    return inOrder(lines);
  };

  readonly proposalLines = async (): Promise<Line[]> => {
    const [names, invoices] = await Promise.all([this.example.actualNames(), this.example.proposalNames()]);
    const lines = (await this.example.fresh('ProjInvoiceProposalLines')).map((row) => ({
      actual: names.get(text(row['ActualId'])) ?? text(row['ActualId']),
      proposal: invoices.get(text(row['InvoiceProposalId'])) ?? text(row['InvoiceProposalId']),
      quantity: amount(row['Quantity']),
      price: amount(row['SalesPrice']),
      amount: amount(row['LineAmount']),
      tax: amount(row['TaxAmount']),
      currency: text(row['CurrencyCode']),
    }));
    return inOrder(lines);
  };

  /**
   * Every entry of every voucher, in the currency of the transaction and in that of the books; of an invoice, one line of it after the other, whichever
   * came to Finance first.
   */
  readonly ledger = async (): Promise<Line[]> => {
    const vouchers = await this.example.voucherNames();
    const accounts = new Map(
      (await this.worldOf().control.rows('finance', 'MainAccounts')).map((row) => [row['MainAccountId'], text(row['Name'])]),
    );
    const actualOf = await this.actualsOfInvoices();
    const entries = (await this.example.fresh('GeneralJournalAccountEntries')).map((row) => {
      const [entered, booked] = [amount(row['TransactionCurrencyAmount']), amount(row['AccountingCurrencyAmount'])];
      const isCredit = row['IsCredit'] === 'Yes';
      const voucher = `${text(row['dataAreaId'])} ${text(row['Voucher'])}`;
      const line = {
        voucher: vouchers.get(voucher) ?? text(row['Voucher']),
        company: text(row['dataAreaId']),
        account: `${text(row['MainAccountId'])} ${accounts.get(row['MainAccountId']) ?? ''}`,
        debit: isCredit ? '' : entered,
        credit: isCredit ? negated(entered) : '',
        currency: text(row['TransactionCurrencyCode']),
        'debit in books': isCredit ? '' : booked,
        'credit in books': isCredit ? negated(booked) : '',
      };
      return { line, place: `${line.voucher} ${actualOf.get(`${voucher} ${text(row['DocumentLine'])}`) ?? ''}` };
    });
    return entries.sort((left, right) => left.place.localeCompare(right.place, 'en', { numeric: true })).map(({ line }) => line);
  };

  readonly transactions = async (): Promise<Line[]> => {
    const names = await this.example.actualNames();
    const lines = (await this.example.fresh('ProjectTransactions')).map((row) => ({
      actual: names.get(text(row['ActualId'])) ?? '',
      company: text(row['dataAreaId']),
      project: text(row['ProjectId']),
      side: text(row['Side']),
      amount: amount(row['Amount']),
      currency: text(row['CurrencyCode']),
      'in books': amount(row['AccountingAmount']),
      status: text(row['TransStatus']),
    }));
    return inOrder(lines);
  };

  /** What milestones became in Finance, of all time, and what invoicing says of each in Dataverse. */
  readonly milestones = async (): Promise<Line[]> => {
    const proposals = await this.example.proposalNames();
    const statuses = new Map(
      (await this.worldOf().control.rows('dataverse', 'msdyn_contractlinescheduleofvalues')).map((row) => [
        text(row['msdyn_contractlinescheduleofvalueid']),
        word('milestone', row['msdyn_invoicestatus']),
      ]),
    );
    const lines = (await this.worldOf().control.rows('finance', 'ProjectOnAccountTransactions')).map((row) => ({
      milestone: text(row['Description']),
      project: text(row['ProjectId']),
      amount: amount(row['Amount']),
      currency: text(row['CurrencyCode']),
      'in Finance': text(row['TransStatus']),
      proposal: proposals.get(text(row['InvoiceProposalId'])) ?? text(row['InvoiceProposalId']),
      'in Dataverse': statuses.get(text(row['ContractLineMilestoneIdentifier']).toLowerCase()) ?? '',
    }));
    return inOrder(lines);
  };

  /** Names of actuals by voucher and line of the invoice. */
  private async actualsOfInvoices(): Promise<ReadonlyMap<string, string>> {
    const names = await this.example.actualNames();
    const proposals = await this.worldOf().control.rows('finance', 'ProjectInvoiceProposalsV2');
    const voucherOf = new Map(
      proposals.map((row) => [`${text(row['dataAreaId'])} ${text(row['InvoiceProposalId'])}`, text(row['LedgerVoucher'])]),
    );
    return new Map(
      (await this.example.fresh('ProjInvoiceProposalLines')).map((row) => {
        const voucher = voucherOf.get(`${text(row['dataAreaId'])} ${text(row['InvoiceProposalId'])}`) ?? '';
        return [`${text(row['dataAreaId'])} ${voucher} ${text(row['LineNumber'])}`, names.get(text(row['ActualId'])) ?? ''];
      }),
    );
  }
}

const negated = (value: string): string => (value.startsWith('-') ? value.slice(1) : `-${value}`);
