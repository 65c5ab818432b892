import type { SimulatorControl } from '@concord/testing';
import type { Office, Row } from './office';

export interface Booked {
  readonly entry: string;
  readonly cost: Row & { readonly msdyn_actualid: string; readonly msdyn_actualimportid: string };
  readonly sales: Booked['cost'];
}

const cost = 192350000;
const unbilledSales = 192350005;

/** Somebody books hours and the project manager approves them; answers the two actuals that came of it. */
export const bookHours = async (control: SimulatorControl, office: Office, hours: string): Promise<Booked> => {
  const submitted = (await control.act('submit-time', {
    resource: office.consultant,
    project: office.number,
    task: office.task,
    category: office.category,
    date: '2026-03-02',
    hours,
    description: 'Survey of the slope',
  })) as { entries: readonly { entry: string }[] };
  const entry = submitted.entries[0]?.entry ?? '';
  const approved = (await control.act('approve-time', { entries: entry })) as {
    entries: readonly { actuals: readonly { id: string }[] }[];
  };
  const ids = new Set(approved.entries[0]?.actuals.map(({ id }) => id));
  const made = (await control.rows('dataverse', 'msdyn_actuals')).filter((row) => ids.has(String(row['msdyn_actualid'])));
  const ofType = (type: number): Booked['cost'] => {
    const found = made.find((row) => row['msdyn_transactiontypecode'] === type);
    if (!found) throw new Error(`the approval made ${JSON.stringify(made)}`);
    return found as Booked['cost'];
  };
  return { entry, cost: ofType(cost), sales: ofType(unbilledSales) };
};
