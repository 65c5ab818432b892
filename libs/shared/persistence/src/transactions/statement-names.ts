/** Ours are some dozens; SQL that somebody composes anew for every call must not fill the memory of PostgreSQL's connections. */
const MOST = 300;

/** Names under which statements are prepared, by their text. */
export class StatementNames {
  private readonly known = new Map<string, string>();

  /** Undefined: too many are known already, it goes unprepared. */
  of(sql: string): string | undefined {
    const known = this.known.get(sql);
    if (known !== undefined || this.known.size >= MOST) return known;
    const name = `s${this.known.size}`;
    this.known.set(sql, name);

    return name;
  }
}
