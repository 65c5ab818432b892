import { shown } from './money.mjs';
import { inFrancs } from './time-sheets.mjs';

/** The sale in francs waits until somebody enters the rate; the rest goes on. Answers the actuals of the entry. */
export const rateIsMissing = async ({ tell, office, flows }, before) => {
  tell.chapter('9. An exchange rate is missing');
  tell.does(
    'Dataverse',
    `${inFrancs.resource} books ${inFrancs.hours} hours on ${inFrancs.project}, whose customer pays in francs; Julia approves them`,
  );
  const { actuals } = await office.approve(await office.submit([inFrancs]));
  await office.staged(before + actuals.length);
  const sale = actuals.find(({ currency }) => currency === 'CHF');
  tell.does('Finance', 'Carla imports from staging in DEMF, and posts');
  const { lines, log } = await office.import('demf');
  await office.post('demf');
  tell.arrives(
    `${lines} of ${actuals.length} imported: the cost in euros. Of the sale over ${shown(sale.amount)} CHF the log of Finance says:`,
  );
  for (const { code, message } of log) tell.arrives(`  ${code} ${message}`);
  const { stage, stages, problem } = await flows.inTrouble(sale.id);
  const { title } = stages.find((one) => one.stage === stage);
  tell.arrives(`Concord names it by itself: GET /flows?problem=${problem.code} shows the sale, ${title} and no further`);
  tell.arrives(`  to mend: ${problem.remedy}`);
  tell.does('Finance', 'Carla enters the rate: 100 CHF are 104.35 EUR');
  await office.enterRate({ from: 'CHF', to: 'EUR', rate: '104.35', validFrom: '2026-01-01' });
  await tell.timed(
    'Finance',
    'the next import and posting take the actual up by themselves',
    async () => {
      await office.import('demf');
      await office.post('demf');
    },
    () => office.vouchersBack(before + actuals.length),
    'Dataverse shows its voucher',
  );
  await flows.healed(sale.id);
  const row = await office.actual(sale.id);
  tell.arrives(
    `${row.msdyn_vouchernumber}: ${shown(row.msdyn_amount)} CHF are ${shown(row.msdyn_accountingamount)} EUR; GET /flows names no problem any more`,
  );
  return actuals;
};
