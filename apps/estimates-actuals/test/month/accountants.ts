import type { SeededRandom, World } from '@concord/testing';
import { companies, type Company } from './contoso';

interface Imported {
  readonly journals: readonly { readonly journal: string; readonly lines: number }[];
  readonly log: readonly { readonly code: string; readonly message: string }[];
}

/** Who imports and posts in Finance now and then, with the mishaps that happen there. */
export class Accountants {
  constructor(
    private readonly world: World,
    private readonly random: SeededRandom,
  ) {}

  async act(): Promise<void> {
    const company = this.random.pick(companies);
    if (this.random.chance(0.3)) await this.importIsCutOff(company);
    const { journals } = await this.import(company);
    const journal = journals[0]?.journal;
    if (journal !== undefined && this.random.chance(0.3)) {
      await this.world.control.act('delete-journal-line', { company, journal, line: 1 }); // the next import makes it anew, with another voucher
      if (this.random.chance(0.5)) await this.import(company);
    }
    if (journal !== undefined && this.random.chance(0.3)) await this.postingGetsStuck(company, journal);
    if (this.random.chance(0.8)) await this.post(company);
  }

  /** The month is closed: everything that was staged is imported and posted. Answers what Finance says against it. */
  async finish(): Promise<readonly string[]> {
    const complaints: string[] = [];
    for (const company of companies) {
      complaints.push(...(await this.import(company)).log.map(({ message }) => message));
      const { failed, log } = await this.post(company);
      if (failed !== 0) complaints.push(`${company}: ${JSON.stringify(log)}`);
    }
    return complaints;
  }

  private import = async (company: Company): Promise<Imported> =>
    (await this.world.control.act('import-from-staging', { company })) as unknown as Imported;

  private post = async (company: Company): Promise<{ readonly failed: number; readonly log: unknown }> =>
    (await this.world.control.act('post-integration-journal', { company })) as { failed: number; log: unknown };

  private async importIsCutOff(company: Company): Promise<void> {
    const { isComplete } = await this.world.control.act('import-from-staging', { company, stopAfter: 1 + this.random.below(20) });
    if (isComplete === false) await this.world.control.act('end-import', { company });
  }

  private async postingGetsStuck(company: Company, journal: string): Promise<void> {
    const { journals } = (await this.world.control.act('post-integration-journal', {
      company,
      journal,
      stopAfter: 1 + this.random.below(10),
    })) as { journals: readonly { status: string }[] };
    if (journals[0]?.status === 'Processing') await this.world.control.act('reset-journal-to-draft', { company, journal });
  }
}
