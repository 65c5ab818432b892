import { readConfig } from '@concord/service-kit';
import { SetupSyncConfig } from './config';

describe('the configuration', () => {
  it('needs nothing to be set on a developer machine', () =>
    expect(readConfig(SetupSyncConfig, {})).toMatchObject({ port: 4111, schema: 'setup_sync', timeZone: 'UTC' }));

  it('names each bad variable, its value and what is allowed', () => {
    const bad = { SETUP_SYNC_PORT: 'http', SETUP_SYNC_SCHEMA: 'Setup-Sync', SETUP_SYNC_TIME_ZONE: 'Mars/Olympus' };
    expect(() => readConfig(SetupSyncConfig, bad)).toThrow(
      /SETUP_SYNC_PORT is 'http'.*\n?.*SETUP_SYNC_SCHEMA is 'Setup-Sync'.*\n?.*SETUP_SYNC_TIME_ZONE is 'Mars\/Olympus': it must be the name of a time zone/s,
    );
  });
});
