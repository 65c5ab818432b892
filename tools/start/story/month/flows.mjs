import { until } from '../watcher.mjs';

/** What estimates-actuals tells of documents and of money. */
export class Flows {
  constructor(watcher) {
    this.watcher = watcher;
  }

  /** The actual once its voucher has come back, with all its stages. */
  writtenBack(actual) {
    return until(`the flow to see ${actual} written back`, async () => {
      const document = await this.actual(actual);
      return document?.stage === 'writtenBack' ? document : undefined;
    });
  }

  /** The actual once it is among those that have a problem; with its `problem`. */
  inTrouble(actual) {
    return until(`GET /flows?problem=any to show ${actual}`, async () => {
      const { documents } = await this.watcher.get('/flows?flow=actuals&problem=any');
      const found = documents.find(({ document }) => document === actual);
      return found && { ...found, problem: found.problems[0] };
    });
  }

  /** Once it is written back and has no problem any more. */
  healed(actual) {
    return until(`the flow to see ${actual} healed`, async () => {
      const document = await this.actual(actual);
      return document?.stage === 'writtenBack' && document.problems.length === 0 ? document : undefined;
    });
  }

  /** By company and currency, once nothing is open any more and the actuals are all there. */
  settledBalances(actuals) {
    return until(`${actuals} actuals settled in GET /balances`, async () => {
      const balances = await this.watcher.get('/balances?flow=actuals&by=company');
      const documents = balances.reduce((sum, balance) => sum + balance.documents, 0);
      return documents === actuals && balances.every((balance) => lastStage(balance).openDocuments === 0) ? balances : undefined;
    });
  }

  async actual(id) {
    const { documents } = await this.watcher.get(`/flows?flow=actuals&document=${id}`);
    return documents[0];
  }
}

/** What is approved, less what has come back with its voucher. */
export const lastStage = ({ stages }) => stages.find(({ stage }) => stage === 'writtenBack');
