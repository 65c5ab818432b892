import type { Dataverse, DataverseDependencies } from './ports';

export {
  type BaseCurrency,
  type Dataverse,
  type DataverseCaller,
  type DataverseDependencies,
  InvalidControlCall,
  type TableName,
  type UserDeclaration,
  type WebhookDelivery,
} from './ports';

/** A Dataverse environment as after `reset`: system tables and rows only. */
export const createDataverse = (_dependencies: DataverseDependencies): Dataverse => {
  throw new Error('The Dataverse personality is being built.');
};
