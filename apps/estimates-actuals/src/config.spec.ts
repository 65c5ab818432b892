import { readConfig } from '@concord/service-kit';
import { EstimatesActualsConfig } from './config';

describe('the configuration', () => {
  it('needs nothing to be set on a developer machine', () =>
    expect(readConfig(EstimatesActualsConfig, {})).toMatchObject({
      port: 4112,
      schema: 'estimates_actuals',
      timeZone: 'UTC',
      patienceSeconds: 600,
    }));

  it('names each bad variable, its value and what is allowed', () => {
    const bad = { ESTIMATES_ACTUALS_PORT: 'http', ESTIMATES_ACTUALS_SCHEMA: 'Actuals', ESTIMATES_ACTUALS_TIME_ZONE: 'Mars/Olympus' };
    expect(() => readConfig(EstimatesActualsConfig, bad)).toThrow(
      /ACTUALS_PORT is 'http'.*\n?.*ACTUALS_SCHEMA is 'Actuals'.*\n?.*ACTUALS_TIME_ZONE is 'Mars\/Olympus': it must be the name of a time zone/s,
    );
  });
});
