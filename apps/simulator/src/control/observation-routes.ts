import type { DeliveryService } from '../deliveries/delivery-service';
import type { FaultPlan } from '../faults/fault-plan';
import type { Statistics } from '../statistics/statistics';
import type { ControlRoutes } from './control-api';
import { ControlRefusal } from './control-refusal';
import { knownMembersOnly, readObject, wholeNumber } from './read-body';

/** `GET /_sim/stats` and `deliveries`, `POST /_sim/deliveries/resend`, `GET` and `POST /_sim/faults`. */
export const observationRoutes = (statistics: Statistics, deliveries: DeliveryService, faults: FaultPlan): ControlRoutes => ({
  'GET /stats': () => statistics.report(),
  'GET /deliveries': () => deliveries.list(),
  'POST /deliveries/resend': ({ body }) => {
    const options = readObject(body);
    knownMembersOnly(options, ['index']);
    if (!deliveries.resend(wholeNumber(options['index'], 'index')))
      throw new ControlRefusal("'index' names no delivery of GET /_sim/deliveries.");
  },
  'GET /faults': () => ({ dataverse: faults.of('dataverse'), finance: faults.of('finance') }),
  'POST /faults': ({ body }) => faults.merge(readObject(body)),
});
