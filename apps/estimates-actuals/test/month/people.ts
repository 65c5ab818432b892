import { eventually, type SeededRandom, type World } from '@concord/testing';
import type { Row } from '../office/office';
import { Bookings, type Booking } from './bookings';
import { booksIn, recoverableTax, type Company, type Contoso, type Currency, type Project } from './contoso';

/** A line of an expense report that Finance posted: it debits the integration account. */
export interface ExpenseReport {
  readonly id: string;
  readonly company: Company;
  readonly currency: Currency;
  readonly day: string;
  /** Decimal text: net, and the part of the tax that cannot be recovered. */
  readonly net: string;
  readonly tax: string;
  /** Whether it came to Dataverse, whose actual clears the account again. */
  readonly hasArrived: boolean;
}

/** Consultants book and spend, managers approve, send back, take back, correct and plan: all in Dataverse, in an order that the seed decides. */
export class People {
  readonly bookings = new Bookings();
  readonly reports: ExpenseReport[] = [];
  private readonly toNegotiate: Project[];

  constructor(
    private readonly world: World,
    private readonly random: SeededRandom,
    private readonly contoso: Contoso,
  ) {
    this.toNegotiate = contoso.projects.filter(({ negotiated }) => negotiated !== undefined);
  }

  /** A booking, and by chance what else people do. */
  async act(): Promise<void> {
    await this.book();
    const others: readonly (readonly [chance: number, act: () => Promise<void>])[] = [
      [0.09, () => this.approve(15)],
      [0.02, () => this.reject()],
      [0.04, () => this.takeBack()],
      [0.05, () => this.correct()],
      [0.04, () => this.spend()],
      [0.03, () => this.reportExpense()],
      [0.02, () => this.plan()],
      [0.01, () => this.renameTask()],
      [0.02, () => this.confirmContract()],
    ];
    for (const [chance, act] of others) if (this.random.chance(chance)) await act();
  }

  /** The month ends: what was submitted is approved, what was negotiated is signed, and what the platform does later is done. */
  async finish(): Promise<void> {
    while (this.bookings.those('submitted').length > 0) await this.approve(50);
    while (this.toNegotiate.length > 0) await this.confirmContract();
    await this.world.control.post('clock', { advanceSeconds: 61 });
  }

  private async book(): Promise<void> {
    const project = this.random.pick(this.contoso.projects);
    const hours = this.quarters(40);
    const { entries } = (await this.does('submit-time', {
      resource: this.random.pick(this.contoso.consultants).name,
      project: project.number,
      task: this.random.pick(project.tasks),
      date: this.day(),
      hours,
      description: `Work on ${project.number}`,
    })) as { entries: readonly { entry: string }[] };
    this.bookings.add(entries[0]?.entry ?? '', project, hours);
  }

  /** Some of what waits; of a tenth of it, not all is billed, or more. */
  private async approve(most: number): Promise<void> {
    const waiting = this.bookings.those('submitted').slice(0, most);
    if (waiting.length === 0) return;
    const billable = this.random.chance(0.1) ? this.quarters(40) : undefined;
    const chosen = billable === undefined ? waiting : waiting.slice(0, 1);
    const { entries } = (await this.does('approve-time', {
      entries: chosen.map(({ entry }) => entry),
      ...(billable === undefined ? {} : { billable }),
    })) as { entries: readonly { actuals: readonly { id: string }[] }[] };
    chosen.forEach((booking, at) => {
      const actuals = entries[at]?.actuals ?? [];
      booking.stands = 'approved';
      // More than a cost and a sale come of work that is split or lent: nobody corrects that by hand. What is negotiated is made again anyway.
      booking.correctable = actuals.length <= 2 && booking.project.negotiated === undefined ? actuals.map(({ id }) => id) : [];
    });
  }

  private async reject(): Promise<void> {
    const booking = this.oneOf('submitted');
    if (booking === undefined) return;
    await this.does('reject-time', { entries: booking.entry });
    booking.stands = 'taken back';
  }

  /** Whoever entered takes back, or whoever approved. */
  private async takeBack(): Promise<void> {
    const booking = this.oneOf('approved');
    if (booking === undefined) return;
    await this.does(this.random.pick(['recall-time', 'cancel-approval']), { entries: booking.entry });
    booking.stands = 'taken back';
  }

  private async correct(): Promise<void> {
    const booking = this.oneOf('approved');
    if (booking === undefined || booking.correctable.length === 0) return;
    const quantity = this.quarters(40);
    const { journal } = await this.does('create-correction-journal', { actuals: booking.correctable, quantity });
    await this.does('confirm-journal', { journal });
    booking.hours = quantity;
    booking.correctable = [];
  }

  /** An expense that Dataverse alone knows: no integration account has to do with it. */
  private async spend(): Promise<void> {
    const project = this.random.pick(this.contoso.projects);
    const { entries } = (await this.does('submit-expense', {
      resource: this.random.pick(this.contoso.consultants).name,
      project: project.number,
      task: this.random.pick(project.tasks),
      category: this.random.pick(['Travel', 'Hotel']),
      date: this.day(),
      price: this.cents(50_000),
      currency: this.random.pick([booksIn[project.company], 'EUR', 'USD', 'GBP']),
      description: `Travel for ${project.number}`,
    })) as { entries: readonly { entry: string }[] };
    await this.does('approve-expense', { entries: entries.map(({ entry }) => entry) });
  }

  /**
   * Finance posts a line of an expense report; most come to Dataverse, where a job approves them and the cost returns to Finance. Expenses are another area's
   * table: here a data import brings the row.
   */
  private async reportExpense(): Promise<void> {
    const project = this.random.pick(this.contoso.projects);
    const report: ExpenseReport = {
      id: `ER-${String(this.reports.length + 1).padStart(5, '0')}`,
      company: project.company,
      currency: this.random.pick([booksIn[project.company], 'EUR', 'USD', 'GBP'] as const),
      day: this.day(),
      net: this.cents(30_000),
      tax: this.random.chance(0.5) ? this.cents(2_000) : '0',
      hasArrived: this.random.chance(0.8),
    };
    await this.does('post-source-document', {
      company: report.company,
      document: 'ExpenseReport',
      id: report.id,
      project: project.number,
      amount: report.net,
      recoverableTax,
      nonRecoverableTax: report.tax,
      currency: report.currency,
      date: report.day,
    });
    this.reports.push(report);
    if (report.hasArrived) await this.importExpense(report, project);
  }

  /** An import insists: the row is in Dataverse in the end, whatever the service says meanwhile. */
  private async importExpense(report: ExpenseReport, project: Project): Promise<void> {
    const id = this.random.guid();
    const row = {
      msdyn_expenseid: id,
      msdyn_name: `Expense report ${report.id}`,
      msdyn_externaltransactionid: report.id,
      msdyn_externalprojecttransid: report.id,
      msdyn_quantity: 1,
      msdyn_price: Number(report.net),
      msdyn_amount: Number(report.net),
      msdyn_salestaxamount: Number(report.tax),
      msdyn_transactiondate: `${report.day}T00:00:00Z`,
      'msdyn_Project@odata.bind': `/msdyn_projects(${project.id})`,
      'msdyn_Task@odata.bind': `/msdyn_projecttasks(${project.tasks[0] ?? ''})`,
      'msdyn_owningcompany@odata.bind': `/cdm_companies(${project.companyId})`,
      'transactioncurrencyid@odata.bind': `/transactioncurrencies(${this.contoso.currencyId[report.currency]})`,
    };
    await eventually(
      async () => {
        const { status, body } = await this.world.dataverse.create('msdyn_expenses', row);
        if (status < 300 || JSON.stringify(body).includes('0x80040237')) return true; // done, or done before its answer was lost
        throw new Error(`${String(status)} ${JSON.stringify(body)}`);
      },
      { timeout: 30_000, every: 50, describe: `expense ${report.id} to be imported` },
    );
  }

  /** A task gets somebody for so many hours; whoever is on it already is assigned anew. */
  private async plan(): Promise<void> {
    const project = this.random.pick(this.contoso.projects);
    const task = this.random.pick(project.tasks);
    const resource = this.random.pick(this.contoso.consultants).name;
    await this.does('assign-resource', { project: project.number, task, resource, hours: this.quarters(160), start: '2026-03-02' });
    await this.does('estimate-expense', {
      project: project.number,
      task,
      category: 'Travel',
      quantity: '2',
      date: '2026-03-20',
      currency: booksIn[project.company],
      description: `Flight for ${project.number}`,
      cost: this.cents(80_000),
      price: this.cents(90_000),
    });
  }

  private async renameTask(): Promise<void> {
    const project = this.random.pick(this.contoso.projects);
    await this.does('change-task', {
      project: project.number,
      task: this.random.pick(project.tasks),
      subject: `Task ${String(this.random.below(100_000))} of ${project.number}`,
    });
  }

  /** A contract is signed at other prices than work began with: a job reverses what was booked, and makes it again. */
  private async confirmContract(): Promise<void> {
    const signed = this.toNegotiate.pop()?.negotiated;
    if (signed === undefined) return;
    const agreed = signed.priceRows.map((row) => ({ ...row, msdyn_price: this.cents(25_000) }));
    await this.world.control.seed('dataverse', 'msdyn_resourcecategorypricelevels', agreed);
    await this.does('confirm-contract', { contract: signed.contract });
  }

  private readonly does = (name: string, parameters: Row): Promise<Row> => this.world.control.act(name, parameters);

  private oneOf(stands: Booking['stands']): Booking | undefined {
    const those = this.bookings.those(stands);
    return those.length === 0 ? undefined : this.random.pick(those);
  }

  /** A working day of March. */
  private day(): string {
    return `2026-03-${String(2 + this.random.below(30)).padStart(2, '0')}`;
  }

  /** Hours by the quarter: `7.25`. */
  private quarters(most: number): string {
    return String((1 + this.random.below(most)) / 4);
  }

  /** Money up to so many cents: `123.45`. */
  private cents(most: number): string {
    const cents = 100 + this.random.below(most);
    return `${String(Math.floor(cents / 100))}.${String(cents % 100).padStart(2, '0')}`;
  }
}
