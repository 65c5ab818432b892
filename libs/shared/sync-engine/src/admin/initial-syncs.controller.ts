import {
  Body,
  Controller,
  Get,
  HttpCode,
  NotFoundException,
  Param,
  ParseUUIDPipe,
  Post,
  UseGuards,
  UsePipes,
  ValidationPipe,
} from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '@concord/persistence';
import { AdminGuard } from '@concord/service-kit';
import { EngineMetrics } from '../area/engine-metrics';
import { InitialSyncRepository } from '../initial-sync/initial-sync.repository';
import { AdminService } from './admin.service';
import { StartInitialSync } from './requests';
import { runsOf } from './view-of';
import { InitialSyncView } from './views';

const newestRuns = 20;

@ApiTags('initial sync')
@ApiBearerAuth()
@UseGuards(AdminGuard)
@UsePipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }))
@Controller('admin/initial-syncs')
export class InitialSyncsController {
  constructor(
    private readonly database: Database,
    private readonly runs: InitialSyncRepository,
    private readonly metrics: EngineMetrics,
    private readonly admin: AdminService,
  ) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({ summary: 'Read whole tables, each after those it needs, while live changes go on' })
  @ApiOkResponse({ type: InitialSyncView })
  async start(@Body() { maps }: StartInitialSync): Promise<InitialSyncView> {
    return this.one(await this.admin.startInitialSync(maps));
  }

  @Get()
  @ApiOperation({ summary: 'The newest runs' })
  @ApiOkResponse({ type: [InitialSyncView] })
  async list(): Promise<InitialSyncView[]> {
    return runsOf(await this.runs.runs(this.database, newestRuns), await this.metrics.countLinks(), Date.now());
  }

  @Get(':run')
  @ApiOperation({ summary: 'How far one run is, and how long it will take' })
  @ApiOkResponse({ type: InitialSyncView })
  async one(@Param('run', ParseUUIDPipe) run: string): Promise<InitialSyncView> {
    const [view] = runsOf(await this.runs.run(this.database, run), await this.metrics.countLinks(), Date.now());
    if (!view) throw new NotFoundException(`There is no run ${run}.`);
    return view;
  }
}
