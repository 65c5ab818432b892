import { shown, shownTotals, sumOf } from './money.mjs';
import { COMPANIES } from './office.mjs';
import { restOfMonth } from './time-sheets.mjs';

const goesToFinance = ({ skipSync }) => !skipSync;

/** The rest of the month, two companies and two currencies. Answers the actuals that Finance must get. */
export const monthIsBooked = async ({ tell, office }, before) => {
  tell.chapter('8. The month: two companies, euros and dollars, time and material, fixed price, split customers, lent consultants');
  const sheets = await Promise.all(restOfMonth.map(async (sheet) => ({ ...sheet, ids: await office.submit(sheet.entries) })));
  for (const { resource, entries } of sheets) {
    const projects = [...new Set(entries.map(({ project }) => project))].sort().join(', ');
    tell.does(
      'Dataverse',
      `${resource} has booked ${entries.length} days, ${shown(sumOf(entries.map(({ hours }) => hours)))} hours on ${projects}`,
    );
  }
  const ids = sheets.flatMap((sheet) => sheet.ids);
  const approved = await tell.timed(
    'Dataverse',
    `Julia approves all ${ids.length} entries`,
    () => office.approve(ids),
    ({ actuals }) => office.staged(before + actuals.filter(goesToFinance).length),
    'Finance holds every actual that is meant for it',
  );
  const sent = approved.actuals.filter(goesToFinance);
  tell.arrives(`${sent.length} actuals, and ${approved.actuals.length - sent.length} costs of lent hours, which Finance must not have`);
  tell.arrives(shownTotals(approved.totals));
  for (const company of COMPANIES) {
    const { lines } = await office.import(company);
    tell.does('Finance', `Carla imports from staging in ${company.toUpperCase()}: ${lines} lines in an integration journal`);
  }
  const began = performance.now();
  for (const company of COMPANIES) {
    const { posted, failed } = await office.post(company);
    tell.does('Finance', `Carla posts the journal of ${company.toUpperCase()}: ${posted} vouchers, ${failed} failed`);
  }
  await office.vouchersBack(before + sent.length);
  tell.arrives(`Dataverse shows all ${before + sent.length} voucher numbers`, performance.now() - began);
  return sent;
};
