import type { RunningService } from '@concord/service-kit';
import { startArea } from '@concord/sync-engine';
import type { EstimatesActualsConfig } from './config';
import { actualsFlows } from './flows/actuals-flows';
import { actualsMapsIn } from './maps/actuals-maps';
import { setupMaps } from './maps/setup-maps';

/** Composition root: every map and flow of this area is wired here, once. */
export const startEstimatesActuals = (config: EstimatesActualsConfig): Promise<RunningService> =>
  startArea(config, {
    area: 'estimates-actuals',
    maps: actualsMapsIn(config.timeZone, config.legalEntities),
    foreign: setupMaps,
    flows: actualsFlows(config.patienceSeconds * 1_000),
  });
