import type { System } from './values/scalar';

/** Names of all topics under one prefix (`concord.` unless configured otherwise): the public contract of design section 4. */
export class Topics {
  constructor(readonly prefix = 'concord.') {}

  changes(system: System, table: string): string {
    return `${this.prefix}${system}.${table}.changes`;
  }

  writes(system: System, table: string): string {
    return `${this.prefix}${system}.${table}.writes`;
  }

  outcomes(area: string): string {
    return `${this.prefix}${area}.outcomes`;
  }

  flows(area: string): string {
    return `${this.prefix}flows.${area}`;
  }

  get links(): string {
    return `${this.prefix}links`;
  }

  get subscriptions(): string {
    return `${this.prefix}subscriptions`;
  }

  get snapshots(): string {
    return `${this.prefix}snapshots`;
  }

  deadLetters(topic: string): string {
    return `${topic}.dead-letters`;
  }
}
