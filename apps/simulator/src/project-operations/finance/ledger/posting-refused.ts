/** Why something cannot be posted: the reason an accountant reads in the log. */
export class PostingRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PostingRefused';
  }
}
