import { shown } from './money.mjs';
import { firstDay } from './time-sheets.mjs';

/** One entry, from the consultant to the ledger and back. Answers the actuals it made. */
export const oneDay = async ({ tell, office, flows }) => {
  const { resource, hours, project } = firstDay;
  tell.chapter('7. One day: hours that are booked become vouchers, whose numbers come back');
  tell.does('Dataverse', `${resource} books ${hours} hours on ${project} and submits them`);
  const entries = await office.submit([firstDay]);
  const { actuals } = await tell.timed(
    'Dataverse',
    'Julia, the project manager, approves them',
    () => office.approve(entries),
    (approved) => office.staged(approved.actuals.length),
    'Finance holds the actuals in staging',
  );
  for (const { type, amount, currency } of actuals) tell.arrives(`  ${type}, ${shown(amount)} ${currency}`);
  tell.does('Finance', 'Carla, the accountant, imports from staging');
  const { lines, journals } = await office.import('usmf');
  tell.arrives(`${lines} lines in integration journal ${journals[0].journal}`);
  const posted = await tell.timed(
    'Finance',
    'Carla posts the journal',
    () => office.post('usmf'),
    () => office.vouchersBack(actuals.length),
    'Dataverse shows the voucher of each',
  );
  tell.arrives(`  ${posted.journals.flatMap(({ vouchers }) => vouchers).join(', ')}`);
  const { stages } = await flows.writtenBack(actuals[0].id);
  const created = Date.parse(stages[0].at);
  const seen = stages.map(({ stage, at }) => `${stage} ${Date.parse(at) - created} ms`);
  tell.arrives(`Concord followed it (GET /flows): ${seen.join(', ')}`);
  return actuals;
};
