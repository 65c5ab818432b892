import { say } from '../screen.mjs';

const clock = () => new Date().toISOString().slice(11, 23);

/** The running commentary: who did what, and what came of it with its milliseconds. */
export class Narrator {
  chapter(title) {
    say(`\n  ${title}`);
  }

  does(who, what) {
    say(`    ${clock()}  ${who.padEnd(10)} ${what}`);
  }

  arrives(what, milliseconds) {
    say(`    ${clock()}  ${''.padEnd(10)} -> ${what}${milliseconds === undefined ? '' : `   ${Math.round(milliseconds)} ms`}`);
  }

  /** What needs no time of the day. */
  note(what = '') {
    say(what === '' ? '' : `  ${what}`);
  }

  /** Does it and says in how many milliseconds it was there; `work` starts the clock, `there` answers something once it is. */
  async timed(who, what, work, there, arrived) {
    this.does(who, what);
    const began = performance.now();
    const made = await work();
    const seen = await there(made);
    this.arrives(typeof arrived === 'function' ? arrived(seen) : arrived, performance.now() - began);
    return made;
  }
}
