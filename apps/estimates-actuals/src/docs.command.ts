import { resolve } from 'node:path';
import { documentMaps } from '@concord/sync-engine';
import { namedActualsMapsIn } from './maps/actuals-maps';

documentMaps('estimates-actuals', resolve(__dirname, '../README.md'), namedActualsMapsIn('UTC'));
