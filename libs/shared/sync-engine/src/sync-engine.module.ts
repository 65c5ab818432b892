import { type DynamicModule, Module } from '@nestjs/common';
import { Topics } from '@concord/contracts';
import type { ForeignMap, TableMap } from '@concord/table-maps';
import { AdminService } from './admin/admin.service';
import { InitialSyncsController } from './admin/initial-syncs.controller';
import { LinksController } from './admin/links.controller';
import { MapsController } from './admin/maps.controller';
import { Area } from './area/area';
import { EngineMetrics } from './area/engine-metrics';
import { Subscriptions } from './area/subscriptions';
import { BatchWork, Surroundings } from './batches/batch-work';
import { ChangesHandler } from './changes/changes.handler';
import { InitialSyncRepository } from './initial-sync/initial-sync.repository';
import { SnapshotsHandler } from './initial-sync/snapshots.handler';
import { LinkRepository } from './links/link.repository';
import { ReferencesRepository } from './links/references.repository';
import { SharedRowsRepository } from './links/shared-rows';
import { OutcomesHandler } from './outcomes/outcomes.handler';
import { MapStateRepository } from './pausing/map-state.repository';
import { LinkPublisher } from './publishing/link-publisher';
import { PublicationRepository } from './publishing/publication.repository';
import { Sweeper } from './publishing/sweeper';
import { Retrier } from './retry/retrier';
import { ForeignLinksRepository } from './waiting/foreign-links.repository';
import { KnownMaps } from './waiting/known-maps';
import { LinksHandler } from './waiting/links.handler';
import { LinkArrivals } from './waiting/link-arrivals';
import { LookAgain } from './waiting/look-again';

export interface AreaOptions {
  /** e.g. `setup-sync`: names the outcomes topic, and the area in every message. */
  readonly area: string;
  readonly maps: readonly TableMap[];
  /** Maps of other areas that own maps refer to. */
  readonly foreign?: readonly ForeignMap[];
}

/**
 * The engine for one area. Needs MessagingModule (Topics, Publisher, TopicAdmin) and PersistenceModule with `syncEngineMigrations`; both global.
 * At boot it refuses maps that do not fit together, makes the topics, and tells the gateway what to capture.
 */
@Module({})
export class SyncEngineModule {
  static forArea({ area, maps, foreign }: AreaOptions): DynamicModule {
    return {
      module: SyncEngineModule,
      controllers: [
        ChangesHandler,
        OutcomesHandler,
        LinksHandler,
        SnapshotsHandler,
        MapsController,
        LinksController,
        InitialSyncsController,
      ],
      providers: [
        { provide: Area, useFactory: (topics: Topics) => new Area(area, maps, topics, foreign), inject: [Topics] },
        EngineMetrics,
        Subscriptions,
        LinkRepository,
        ReferencesRepository,
        SharedRowsRepository,
        Surroundings,
        BatchWork,
        MapStateRepository,
        PublicationRepository,
        InitialSyncRepository,
        ForeignLinksRepository,
        KnownMaps,
        LinkArrivals,
        LookAgain,
        Retrier,
        LinkPublisher,
        Sweeper,
        AdminService,
      ],
      exports: [Area],
    };
  }
}
