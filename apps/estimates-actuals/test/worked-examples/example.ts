import type { World } from '@concord/testing';
import type { Row } from '../office/office';
import { text } from './words';

type System = 'dataverse' | 'finance';

/** Tables that examples add rows to, with their keys. */
const growing = {
  msdyn_actuals: { system: 'dataverse', key: ['msdyn_actualid'] },
  msdyn_transactionconnections: { system: 'dataverse', key: ['msdyn_transactionconnectionid'] },
  invoices: { system: 'dataverse', key: ['invoiceid'] },
  ProjActualsImports: { system: 'finance', key: ['ActualsImportId'] },
  ProjCDSTransactionRelationshipImports: { system: 'finance', key: ['ConnectionId'] },
  ProjAdvancedJournalLines: { system: 'finance', key: ['dataAreaId', 'ProjAdvancedJournalId', 'LineNumber'] },
  ProjInvoiceProposalLines: { system: 'finance', key: ['dataAreaId', 'InvoiceProposalId', 'LineNumber'] },
  ProjectTransactions: { system: 'finance', key: ['dataAreaId', 'TransactionId'] },
  LedgerVouchers: { system: 'finance', key: ['dataAreaId', 'Voucher'] },
  GeneralJournalAccountEntries: { system: 'finance', key: ['dataAreaId', 'Voucher', 'LineNumber'] },
} as const satisfies Record<string, { readonly system: System; readonly key: readonly string[] }>;

const keyOf = (row: Row, key: readonly string[]): string => key.map((column) => text(row[column])).join('|');

/** As Dataverse made them; nothing else has changed them when they are first seen. */
const inTheirOrder = (rows: readonly Row[]): Row[] =>
  [...rows].sort((left, right) => Number(left['versionnumber']) - Number(right['versionnumber']));

/**
 * What came up since an example began, and how its tables call it: actuals A1, A2, ... and vouchers V1, V2, ... in the order in which they came up, pro-forma
 * invoices and their proposals P1, P2, ...
 */
export class Example {
  private before: ReadonlyMap<string, ReadonlySet<string>> = new Map();
  private readonly given = { actual: new Map<string, string>(), voucher: new Map<string, string>(), proposal: new Map<string, string>() };

  constructor(private readonly worldOf: () => World) {}

  async begin(): Promise<void> {
    const there = await Promise.all(
      Object.entries(growing).map(async ([name, { system, key }]) => {
        const rows = await this.worldOf().control.rows(system, name);
        return [name, new Set(rows.map((row) => keyOf(row, key)))] as const;
      }),
    );
    this.before = new Map(there);
    for (const names of Object.values(this.given)) names.clear();
  }

  /** Rows since the example began. */
  async fresh(name: keyof typeof growing): Promise<readonly Row[]> {
    const { system, key } = growing[name];
    const before = this.before.get(name);
    return (await this.worldOf().control.rows(system, name)).filter((row) => !before?.has(keyOf(row, key)));
  }

  actualNames(): Promise<ReadonlyMap<string, string>> {
    return this.name('actual', 'A', async () => inTheirOrder(await this.fresh('msdyn_actuals')).map((row) => text(row['msdyn_actualid'])));
  }

  proposalNames(): Promise<ReadonlyMap<string, string>> {
    return this.name('proposal', 'P', async () => inTheirOrder(await this.fresh('invoices')).map((row) => text(row['invoicenumber'])));
  }

  /**
   * First those of journal lines, in the order of their actuals, whichever came to Finance first. A line has its number before it is posted, and also
   * where nothing of it goes to the ledger. Numbers repeat between companies.
   */
  voucherNames(): Promise<ReadonlyMap<string, string>> {
    return this.name('voucher', 'V', async () => {
      const actuals = [...(await this.actualNames()).keys()];
      const lines = [...(await this.fresh('ProjAdvancedJournalLines'))].sort(
        (left, right) => actuals.indexOf(text(left['ActualId'])) - actuals.indexOf(text(right['ActualId'])),
      );
      return [...lines, ...(await this.fresh('LedgerVouchers'))].map(({ dataAreaId, Voucher }) => `${text(dataAreaId)} ${text(Voucher)}`);
    });
  }

  /** A name once given stays. */
  private async name(
    kind: keyof Example['given'],
    letter: string,
    idsOf: () => Promise<readonly string[]>,
  ): Promise<ReadonlyMap<string, string>> {
    const ids = await idsOf();
    const names = this.given[kind];
    for (const id of ids) if (!names.has(id)) names.set(id, `${letter}${names.size + 1}`);
    return names;
  }
}
