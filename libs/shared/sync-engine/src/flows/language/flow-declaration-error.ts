import { ConcordError } from '@concord/contracts';

/**
 * A declared flow contradicts itself or its area.
 *
 * To mend: correct the lines that the message names, deploy.
 */
export class FlowDeclarationError extends ConcordError {
  readonly code = 'FLOW_DECLARATION';
  readonly kind = 'configuration';

  constructor(flow: string, faults: readonly string[]) {
    super(`The flow ${flow} cannot be followed: ${faults.join('; ')}.`, { flow, faults });
  }
}
