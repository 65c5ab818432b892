import { SyncEngineTables1764000000000 } from './sync-engine-tables.migration';

/** For `PersistenceModule.forRoot({ migrations })` of every area. */
export const syncEngineMigrations = [SyncEngineTables1764000000000];
