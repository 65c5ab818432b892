import { RuleRefusal } from '../../../odata/rules';
import type { StoreConstraint } from '../../../odata/table-store';
import { amountOf, textOf } from '../columns';
import { isZero, plus } from '../money';

/**
 * F1: every voucher balances, in transaction currency per line of its document and in accounting currency as a whole. A constraint of
 * the table: seeds, generated rows and rules of others do not pass it by either.
 */
export const vouchersBalance: StoreConstraint = {
  subject: (row) => `${textOf(row, 'dataAreaId')}|${textOf(row, 'Voucher')}`.toLowerCase(),
  check: (row, store) => {
    const company = row['dataAreaId'];
    const voucher = textOf(row, 'Voucher');
    let accounting = '0';
    const perLine = new Map<string, string>();
    for (const entry of store.where('Voucher', voucher)) {
      if (entry['dataAreaId'] !== company) continue;
      accounting = plus(accounting, amountOf(entry, 'AccountingCurrencyAmount'));
      const line = `${textOf(entry, 'DocumentLine')} in ${textOf(entry, 'TransactionCurrencyCode')}`;
      perLine.set(line, plus(perLine.get(line) ?? '0', amountOf(entry, 'TransactionCurrencyAmount')));
    }
    if (!isZero(accounting))
      throw new RuleRefusal(`The transactions on voucher ${voucher} do not balance in accounting currency (difference ${accounting}).`);
    for (const [line, difference] of perLine)
      if (!isZero(difference))
        throw new RuleRefusal(`The transactions on voucher ${voucher} do not balance on line ${line} (difference ${difference}).`);
  },
};
