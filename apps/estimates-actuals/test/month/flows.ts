import { eventually, type World } from '@concord/testing';
import type { Row } from '../office/office';

export interface Balance {
  readonly dimensions: Readonly<Record<string, string | null>>;
  readonly currency?: string;
  readonly documents: number;
  readonly entered: Row;
  readonly stages: readonly { readonly stage: string; readonly balance: Row; readonly openDocuments: number }[];
}

const flows = ['actuals', 'connections'];

/** What the area tells of its document flows. */
export class Flows {
  constructor(private readonly world: World) {}

  balances = (by: string): Promise<readonly Balance[]> => this.ask(`balances?flow=actuals&by=${by}`) as Promise<readonly Balance[]>;

  /** Waits until no document of any flow has a problem, and no actual is short of its last stage: flows may be behind the writes. */
  async areDone(timeout: number): Promise<void> {
    await eventually(
      async () => {
        for (const flow of flows) {
          const { documents } = (await this.ask(`flows?flow=${flow}&problem=any&limit=5`)) as { documents: readonly Row[] };
          if (documents.length > 0) throw new Error(`with problems: ${JSON.stringify(documents).slice(0, 2_000)}`);
        }
        const { documents } = (await this.ask('flows?flow=actuals&open=writtenBack&limit=5')) as { documents: readonly Row[] };
        if (documents.length > 0) throw new Error(`not written back: ${JSON.stringify(documents).slice(0, 2_000)}`);
        return true;
      },
      { timeout, every: 500, describe: 'all documents to be at their last stage, and none with a problem' },
    );
  }

  private async ask(path: string): Promise<unknown> {
    const answer = await fetch(`${this.world.area('estimates-actuals').url}/${path}`);
    if (!answer.ok) throw new Error(`GET /${path}: ${String(answer.status)} ${await answer.text()}`);
    return answer.json();
  }
}
