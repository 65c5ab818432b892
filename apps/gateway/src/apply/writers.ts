import type { System } from '@concord/contracts';
import type { SystemWriter } from './system-writer';

/** The writer of each system. */
export class Writers {
  constructor(
    private readonly dataverse: SystemWriter,
    private readonly finance: SystemWriter,
  ) {}

  of(system: System): SystemWriter {
    return system === 'dataverse' ? this.dataverse : this.finance;
  }
}
