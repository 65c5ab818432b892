import { DesiredApart1764120000000 } from './desired-apart.migration';
import { ForeignLinks1764050000000 } from './foreign-links.migration';
import { LegalEntitiesWithin1764060000000 } from './legal-entities-within.migration';
import { LinksWithoutKey1764130000000 } from './links-without-key.migration';
import { LinksThatWait1764070000000 } from './links-that-wait.migration';
import { RowsToldApartFirst1764110000000 } from './rows-told-apart-first.migration';
import { SyncEngineTables1764000000000 } from './sync-engine-tables.migration';

/** For `PersistenceModule.forRoot({ migrations })` of every area. */
export const syncEngineMigrations = [
  SyncEngineTables1764000000000,
  ForeignLinks1764050000000,
  LegalEntitiesWithin1764060000000,
  LinksThatWait1764070000000,
  RowsToldApartFirst1764110000000,
  DesiredApart1764120000000,
  LinksWithoutKey1764130000000,
];
