export { endLeftovers, Ledger } from './process/ledger';
export { endProcess } from './process/end-process';
export { identify, isRunning, type ProcessIdentity } from './process/process-identity';
export { freePort, portHolder, requireFreePort } from './process/ports';
export { startStack } from './stack/start-stack';
export { type KafkaServer, type PostgresServer, type Stack, type StackOptions } from './stack/stack';
export { usePrivateStack, useStack, type SpecStack } from './shared-stack/use-stack';
