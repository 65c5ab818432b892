import { readConfig, runMain } from '@concord/service-kit';
import { EstimatesActualsConfig } from './config';
import { startEstimatesActuals } from './start-estimates-actuals';

runMain(() => startEstimatesActuals(readConfig(EstimatesActualsConfig)));
