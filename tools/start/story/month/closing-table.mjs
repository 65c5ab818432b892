import { table } from '../../screen.mjs';
import { bothSides } from './both-sides.mjs';
import { lastStage } from './flows.mjs';
import { shown, sumOf } from './money.mjs';

/** What was booked on both sides, summed from the rows of each, and what Concord's own balances say is still open. */
export const closingTable = async ({ tell, flows, dataverse, finance }, actuals) => {
  tell.chapter('10. What was booked on both sides: the actuals of Dataverse, the ledger of Finance, each summed from its own rows');
  const balances = await flows.settledBalances(actuals);
  const sides = await bothSides({ dataverse, finance });
  const accounting = new Map(
    (await finance.rows('Ledgers')).map((row) => [String(row.LegalEntityId).toUpperCase(), row.AccountingCurrency]),
  );
  const rows = sides.flatMap(({ company, currency, ...side }) => {
    const balance = balances.find((one) => one.dimensions.company === company && one.currency === currency);
    const open = (measure) => shown(balance === undefined ? 0 : lastStage(balance).balance[measure]);
    const line = (what, measure, currencyOfMeasure) => ({
      company,
      what: `${what} ${currencyOfMeasure}`,
      Dataverse: shown(side.dataverse[measure]),
      Finance: shown(side.finance[measure]),
      difference: shown(side.dataverse[measure].minus(side.finance[measure])),
      open: open(measure === 'amount' ? 'amount' : 'accountingAmount'),
    });
    const books = accounting.get(company);
    return [line('booked in', 'amount', currency), ...(books === currency ? [] : [line('  in its books', 'inBooks', books)])];
  });
  const vouchers = (side) => sides.reduce((sum, group) => sum + group[side].vouchers, 0);
  const counted = {
    company: 'both',
    what: 'vouchers',
    Dataverse: vouchers('dataverse'),
    Finance: vouchers('finance'),
    difference: vouchers('dataverse') - vouchers('finance'),
    open: balances.reduce((sum, balance) => sum + lastStage(balance).openDocuments, 0),
  };
  tell.note();
  table(['company', 'what', 'Dataverse', 'Finance', 'difference', 'open'], [...rows, counted], {
    right: ['Dataverse', 'Finance', 'difference', 'open'],
  });
  tell.note('`open` is what GET /balances of estimates-actuals says has not come back yet.');
  const difference = sumOf(
    sides.flatMap(({ dataverse: ours, finance: theirs }) =>
      ['amount', 'inBooks'].map((measure) => ours[measure].minus(theirs[measure]).abs()),
    ),
  );
  tell.note(`${actuals} actuals, ${counted.Finance} vouchers; the difference of the two sides is ${shown(difference)}.`);
};
