import { type DynamicModule, Module } from '@nestjs/common';
import { Topics } from '@concord/contracts';
import { BalancesController } from './api/balances.controller';
import { BalancesRepository } from './api/balances.repository';
import { FlowsController } from './api/flows.controller';
import { AreaFlows } from './consume/area-flows';
import { EvidenceHandler } from './consume/evidence.handler';
import { FlowConsumer } from './consume/flow-consumer';
import { FLOWS_OPTIONS, type FlowsOptions } from './consume/flows-options';
import { FlowKeeper } from './documents/flow-keeper';
import { FlowMetrics } from './flow-metrics';
import { FlowPublisher } from './publishing/flow-publisher';
import { FlowSweeper } from './publishing/flow-sweeper';
import { ArrivalsRepository } from './storage/arrivals.repository';
import { CodesRepository } from './storage/codes.repository';
import { DocumentsRepository } from './storage/documents.repository';
import { EvidenceRepository } from './storage/evidence.repository';
import { NamesRepository } from './storage/names.repository';
import { QueuesRepository } from './storage/queues.repository';
import { RevisionsRepository } from './storage/revisions.repository';

/** Follows the documents of one area. Needs MessagingModule and PersistenceModule with `flowMigrations`; both global. */
@Module({})
export class FlowsModule {
  static forArea(options: FlowsOptions): DynamicModule {
    return {
      module: FlowsModule,
      controllers: [FlowsController, BalancesController],
      providers: [
        { provide: FLOWS_OPTIONS, useValue: options },
        {
          provide: AreaFlows,
          useFactory: (topics: Topics) => new AreaFlows(options.area, options.flows, topics, options.maps, options.foreignMaps),
          inject: [Topics],
        },
        FlowConsumer,
        FlowMetrics,
        BalancesRepository,
        EvidenceHandler,
        FlowKeeper,
        FlowPublisher,
        FlowSweeper,
        ArrivalsRepository,
        CodesRepository,
        DocumentsRepository,
        EvidenceRepository,
        NamesRepository,
        QueuesRepository,
        RevisionsRepository,
      ],
      exports: [AreaFlows],
    };
  }
}
