import { resolve } from 'node:path';
import { documentMaps } from '@concord/sync-engine';
import { namedSetupMapsIn } from './maps/setup-maps';

documentMaps('setup-sync', resolve(__dirname, '../README.md'), namedSetupMapsIn('UTC'));
