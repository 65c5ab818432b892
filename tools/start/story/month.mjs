import { closingTable } from './month/closing-table.mjs';
import { Flows } from './month/flows.mjs';
import { monthIsBooked } from './month/month-is-booked.mjs';
import { MonthOffice } from './month/office.mjs';
import { oneDay } from './month/one-day.mjs';
import { rateIsMissing } from './month/rate-is-missing.mjs';
import { setupTravels } from './month/setup-travels.mjs';

/** March at Contoso: hours that consultants book become vouchers, and both sides agree to the cent. */
export const tellMonth = async (scene) => {
  const month = { ...scene, office: new MonthOffice(scene), flows: new Flows(scene.watchActuals) };
  await setupTravels(month);
  let actuals = (await oneDay(month)).length;
  actuals += (await monthIsBooked(month, actuals)).length;
  actuals += (await rateIsMissing(month, actuals)).length;
  await closingTable(month, actuals);
};
