import type { LinkMessage } from '@concord/contracts';
import { joinAll, type Evidence } from '../../src/flows/evidence/evidence';
import { foldDocument, type Surroundings } from '../../src/flows/documents/fold-document';
import type { FlowDocument } from '../../src/flows/documents/flow-document';
import type { Flow, Observed } from '../../src/flows/language/flow';
import type { DataverseSale, FinanceSaleJournalLine, FinanceSaleLine } from './sales-flow';
import { salesFlow } from './sales-flow';

export const id = '5b0a0000-0000-4000-8000-000000000001';
export const minute = 60_000;

/** One message, of the source whose place in the flow is given. */
export const seenAt = (place: number, at: number, row: object | null, also: Partial<Observed> = {}): Evidence => {
  const source = salesFlow.sources[place];
  if (!source) throw new Error(`no source ${place}`);
  return source.observe({ record: `${place}`, version: BigInt(at + 1), at, row, ...also });
};

export const sale = (at: number, row: Partial<DataverseSale> | null = {}): Evidence =>
  seenAt(0, at, row && { saleid: id, project: 'P-1', currency: 'EUR', quantity: '8', amount: '1600', ...row });

export const link = (at: number, message: Partial<LinkMessage> = {}): Evidence =>
  seenAt(1, at, {
    area: 'spec',
    map: 'accounts',
    link: id,
    status: 'synced',
    dataverseId: id,
    financeId: 'usmf|l-1',
    revision: 1,
    settledRevision: 1,
    updatedAt: new Date(at).toISOString(),
    ...message,
  });

export const line = (at: number, row: Partial<FinanceSaleLine> = {}): Evidence =>
  seenAt(2, at, { dataAreaId: 'usmf', LineId: 'L-1', SaleId: id, Project: 'P-1', Currency: 'EUR', Quantity: '8', Amount: '1600', ...row });

export const journalLine = (at: number, row: Partial<FinanceSaleJournalLine> | null = {}): Evidence =>
  seenAt(3, at, row && { dataAreaId: 'usmf', JournalLine: 'J-1', LineId: 'L-1', Account: '110180', Amount: '1600', ...row });

/** The document that this evidence makes, at a moment. */
export const folded = (evidence: readonly Evidence[], now = 0, around: Partial<Surroundings> = {}, flow: Flow = salesFlow): FlowDocument =>
  foldDocument(flow, id, joinAll(evidence), { codeOf: () => undefined, isThere: () => true, now, ...around });
