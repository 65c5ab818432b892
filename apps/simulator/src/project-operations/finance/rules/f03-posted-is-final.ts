import { type BusinessRule, RuleRefusal } from '../../../odata/rules';
import { textOf } from '../columns';

/** F3: what is posted does not change; of a line only what is known later. */
const KNOWN_LATER = new Set(['RelatedVoucher', 'IntercompanyBilled']);

export const postedJournalsAreFinal: BusinessRule = {
  table: 'ProjAdvancedJournals',
  on: ['update', 'delete'],
  stage: 'before',
  run: ({ before }) => {
    if (before!['Status'] === 'Posted')
      throw new RuleRefusal(`Integration journal ${textOf(before!, 'ProjAdvancedJournalId')} is posted and cannot be changed.`);
  },
};

export const postedLinesAreFinal: BusinessRule = {
  table: 'ProjAdvancedJournalLines',
  on: ['update', 'delete'],
  stage: 'before',
  run: ({ before, sent, event, table }) => {
    if (before!['LineStatus'] !== 'Posted') return;
    const changed = [...sent].filter((column) => !table.key.columns.includes(column));
    if (event === 'delete' || changed.some((column) => !KNOWN_LATER.has(column)))
      throw new RuleRefusal(`Line with voucher ${textOf(before!, 'Voucher')} is posted and cannot be changed.`);
  },
};

export const vouchersAreFinal: readonly BusinessRule[] = ['LedgerVouchers', 'GeneralJournalAccountEntries'].map((table) => ({
  table,
  on: ['update', 'delete'],
  stage: 'before',
  run: ({ before }) => {
    throw new RuleRefusal(`Voucher ${textOf(before!, 'Voucher')} is posted and cannot be changed.`);
  },
}));
