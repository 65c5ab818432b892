export { SyncEngineModule, type AreaOptions } from './sync-engine.module';
export { startArea } from './boot/start-area';
export { type AreaConfig, type AreaServiceOptions } from './boot/area.module';
export { documentMaps } from './docs/document-maps';
export { Area } from './area/area';
export { routesOf } from './area/routes';
export { syncEngineMigrations } from './migrations/migrations';
export { decideChange, type Change } from './changes/decide-change';
export { decideOutcome } from './outcomes/decide-outcome';
export { decideRetry } from './retry/decide-retry';
export { newLink, type Link, type Side } from './links/link';
export { type Circumstances, type Decision } from './reconcile/draft';
export {
  recordsOf,
  linksOf,
  stage,
  provenBy,
  codeOf,
  isWhole,
  minutes,
  hours,
  days,
  type Source,
  type Stage,
  type Text,
  type ProvenAmounts,
} from './flows/language/words';
export { defineFlow, type FlowDeclaration } from './flows/language/define-flow';
export { type Flow } from './flows/language/flow';
export { FlowsModule } from './flows/flows.module';
export { type FlowsOptions } from './flows/consume/flows-options';
export { flowMigrations } from './flows/migrations/flow-tables.migration';
