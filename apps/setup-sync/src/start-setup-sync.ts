import type { RunningService } from '@concord/service-kit';
import { startArea } from '@concord/sync-engine';
import type { SetupSyncConfig } from './config';
import { setupMapsIn } from './maps/setup-maps';

/** Composition root: every map of this area is wired here, once. */
export const startSetupSync = (config: SetupSyncConfig): Promise<RunningService> =>
  startArea(config, { area: 'setup-sync', maps: setupMapsIn(config.timeZone, config.legalEntities) });
