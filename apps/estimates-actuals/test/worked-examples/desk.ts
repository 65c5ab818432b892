import type { World } from '@concord/testing';
import { idOf } from './first-day';

type Answer = Readonly<Record<string, unknown>>;

/** A draft of a pro-forma invoice, as whoever made it sees it. */
export interface Draft {
  readonly number: string;
  readonly lineDetails: readonly { readonly id: string }[];
}

/** What people do in the two systems, and all that happens in an example besides Concord. */
export class Desk {
  constructor(private readonly worldOf: () => World) {}

  get world(): World {
    return this.worldOf();
  }

  act(name: string, parameters: Answer): Promise<Answer> {
    return this.world.control.act(name, parameters);
  }

  /** Somebody books hours, and the project manager approves them. Answers the time entry. */
  async approveHours(project: string, hours: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
    const { billable, ...booked } = more;
    const task = idOf(project.replace('P-', 'W-'));
    const submitted = await this.act('submit-time', { resource: 'Bob', project, task, date: '2026-03-02', hours, ...booked });
    const entry = (submitted['entries'] as { entry: string }[])[0]?.entry ?? '';
    await this.act('approve-time', { entries: entry, ...(billable === undefined ? {} : { billable }) });
    return entry;
  }

  /** The accountant imports what is staged, and nothing of it is refused. */
  async importFromStaging(company: string): Promise<void> {
    expect(await this.act('import-from-staging', { company })).toMatchObject({ isComplete: true, log: [] });
  }

  async postJournals(company: string): Promise<void> {
    expect(await this.act('post-integration-journal', { company })).toMatchObject({ failed: 0, log: [] });
  }

  async importAndPost(company: string): Promise<void> {
    await this.importFromStaging(company);
    await this.postJournals(company);
  }

  draftInvoice(contract: string): Promise<Draft> {
    return this.draft('create-invoice', { contract });
  }

  reviseInvoice(invoice: string): Promise<Draft> {
    return this.draft('revise-invoice', { invoice });
  }

  confirmInvoice(invoice: string): Promise<Answer> {
    return this.act('confirm-invoice', { invoice });
  }

  /** Until the map of invoices brings the header, somebody types it in. */
  createProposal(proposal: string, contract: string, announced?: readonly string[]): Promise<Answer> {
    return this.act('create-invoice-proposal', { company: 'uspm', proposal, contract, ...(announced ? { announced } : {}) });
  }

  postProposal(proposal: string): Promise<Answer> {
    return this.act('post-invoice-proposal', { company: 'uspm', proposal, date: '2026-03-31' });
  }

  private async draft(action: string, parameters: Answer): Promise<Draft> {
    const [draft] = (await this.act(action, parameters))['invoices'] as Draft[];
    if (!draft) throw new Error(`${action} drafted nothing for ${JSON.stringify(parameters)}`);
    return draft;
  }
}
