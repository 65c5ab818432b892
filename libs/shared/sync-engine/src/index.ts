export { SyncEngineModule, type AreaOptions } from './sync-engine.module';
export { Area } from './area/area';
export { routesOf } from './area/routes';
export { syncEngineMigrations } from './migrations/migrations';
export { decideChange, type Change } from './changes/decide-change';
export { decideOutcome } from './outcomes/decide-outcome';
export { decideRetry } from './retry/decide-retry';
export { newLink, type Link, type Side } from './links/link';
export { type Circumstances, type Decision } from './reconcile/draft';
