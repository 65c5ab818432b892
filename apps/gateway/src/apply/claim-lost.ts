/** Another process has taken these writes over while this one stood still: sending them now could undo what is newer. The batch is taken anew. */
export class ClaimLost extends Error {
  constructor(topic: string) {
    super(`The batch of ${topic} was taken over by another process, and is looked at anew.`);
    this.name = 'ClaimLost';
  }
}
