import { readConfig, runMain } from '@concord/service-kit';
import { SetupSyncConfig } from './config';
import { startSetupSync } from './start-setup-sync';

runMain(() => startSetupSync(readConfig(SetupSyncConfig)));
