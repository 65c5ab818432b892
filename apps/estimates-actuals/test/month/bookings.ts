import Decimal from 'decimal.js';
import type { Project } from './contoso';

/** Hours of a consultant on a project, as people know of them. */
export interface Booking {
  readonly entry: string;
  readonly project: Project;
  /** Decimal text; a correction changes it. */
  hours: string;
  stands: 'submitted' | 'approved' | 'taken back';
  /** Those an approval made, while a correction journal may still replace them. */
  correctable: readonly string[];
}

/** What people did with hours this month, and so what it should come to. */
export class Bookings {
  private readonly all: Booking[] = [];

  add(entry: string, project: Project, hours: string): void {
    this.all.push({ entry, project, hours, stands: 'submitted', correctable: [] });
  }

  get count(): number {
    return this.all.length;
  }

  those(stands: Booking['stands']): readonly Booking[] {
    return this.all.filter((booking) => booking.stands === stands);
  }

  /** Approved hours by project number: what was recalled is nothing, what was corrected counts as corrected. */
  standingHours(): ReadonlyMap<string, string> {
    const sums = new Map<string, Decimal>();
    for (const { project, hours } of this.those('approved'))
      sums.set(project.number, (sums.get(project.number) ?? new Decimal(0)).plus(hours));
    return new Map([...sums].map(([project, sum]) => [project, sum.toFixed(2)]));
  }
}
