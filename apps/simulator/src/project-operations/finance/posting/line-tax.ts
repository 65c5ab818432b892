import type { Books } from '../books';
import { sumOf } from '../money';
import { precisionOf } from '../setup/currencies';
import { salesTaxOn, type TaxLine } from '../setup/sales-tax';

interface TaxedLine {
  readonly amount: string;
  readonly currency: string;
  readonly SalesTaxGroup: string;
  readonly ItemSalesTaxGroup: string;
}

/** Sales tax of an invoice line, per tax code, in the currency of the line. */
export const taxLines = (books: Books, company: string, line: TaxedLine): TaxLine[] =>
  salesTaxOn(
    books,
    company,
    line.amount,
    { taxGroup: line.SalesTaxGroup, itemGroup: line.ItemSalesTaxGroup },
    precisionOf(books, line.currency),
  );

export const taxOfLine = (books: Books, company: string, line: TaxedLine): string =>
  sumOf(taxLines(books, company, line).map(({ amount }) => amount));
