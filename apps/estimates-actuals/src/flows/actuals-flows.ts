import type { Flow } from '@concord/sync-engine';
import { actualsFlowWith } from './actuals.flow';
import { connectionsFlowWith } from './connections.flow';

/** Every document that this area follows. */
export const actualsFlows = (patience: number): readonly Flow[] => [actualsFlowWith(patience), connectionsFlowWith(patience)];
