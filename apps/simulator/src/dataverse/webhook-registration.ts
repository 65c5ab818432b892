import type { BusinessRule, RuleContext } from '../odata/rules';
import { failures } from './errors';

const webhookContract = 8;

/** What of event registration the simulator does not do is refused when it is registered, not silently left out when it should fire. */
export const registrationRules: readonly BusinessRule[] = [
  {
    table: 'serviceendpoints',
    on: ['create', 'update'],
    stage: 'before',
    run: ({ after }: RuleContext) => {
      const { contract, url } = after!;
      if (contract !== webhookContract) throw failures.notImplemented('service endpoints other than webhooks (contract 8)');
      if (typeof url !== 'string' || !/^https?:\/\//i.test(url))
        throw failures.invalidArgument('The service endpoint needs an absolute url.');
    },
  },
  {
    table: 'sdkmessageprocessingsteps',
    on: ['create', 'update'],
    stage: 'before',
    run: ({ after }: RuleContext) => {
      const { mode, stage } = after!;
      if ((after!['_eventhandler_value'] ?? null) === null)
        throw failures.notImplemented('steps that call plug-ins: only webhooks can be event handlers');
      if (mode === 0) throw failures.notImplemented('synchronous webhook steps (mode 0): register asynchronous ones (mode 1)');
      if (stage !== 40) throw failures.notImplemented('webhook steps before the operation: register them for stage 40');
    },
  },
];
