/** A bad call of the control API: 400 (or 422 for an action) whose message names the offending member. Nothing has changed. */
export class ControlRefusal extends Error {
  constructor(
    message: string,
    readonly status: 400 | 404 | 422 = 400,
  ) {
    super(message);
    this.name = 'ControlRefusal';
  }
}
