import { until } from '../watcher.mjs';

/** The companies that the month is booked in. */
export const COMPANIES = ['usmf', 'demf'];

/** What the people of the month do in the two systems, and what they see there: their own system only. */
export class MonthOffice {
  constructor({ control, dataverse, finance }) {
    this.control = control;
    this.dataverse = dataverse;
    this.finance = finance;
  }

  /** A consultant's entries, one after another; answers their ids. */
  async submit(entries) {
    const ids = [];
    for (const entry of entries) {
      const { entries: submitted } = await this.control.act('submit-time', entry);
      ids.push(...submitted.map((one) => one.entry));
    }
    return ids;
  }

  /** Answers the actuals that came of it, and what they add up to by kind and currency. */
  async approve(ids) {
    const { entries, totals } = await this.control.act('approve-time', { entries: ids });
    return { actuals: entries.flatMap(({ actuals }) => actuals), totals };
  }

  /** Import from staging; answers the lines that were made, and the log as the accountant reads it. */
  import(company) {
    return this.control.act('import-from-staging', { company });
  }

  post(company) {
    return this.control.act('post-integration-journal', { company });
  }

  /** Until Finance holds so many staged actuals in all. */
  staged(count) {
    const look = async () => Number((await this.finance.get('ProjActualsImports/$count?cross-company=true')).body) === count;
    return until(`${count} staged actuals in Finance`, look, { everyMs: 25 });
  }

  /** Until so many actuals in Dataverse show the number of their voucher. */
  vouchersBack(count) {
    return until(`${count} voucher numbers in Dataverse`, async () => (await this.vouchersInDataverse()) === count, { everyMs: 25 });
  }

  async vouchersInDataverse() {
    return (await this.dataverse.rows('msdyn_actuals?$select=msdyn_actualid&$filter=msdyn_vouchernumber ne null')).length;
  }

  enterRate(rate) {
    return this.control.act('set-exchange-rate', rate);
  }

  async actual(id) {
    return (await this.dataverse.rows(`msdyn_actuals?$filter=msdyn_actualid eq ${id}`))[0];
  }
}
