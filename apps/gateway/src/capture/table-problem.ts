/**
 * Why a table cannot be captured or written: one sentence that says what an administrator must do. It fails the table, never the process,
 * and is looked at again from time to time.
 */
export class TableProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TableProblem';
  }
}
