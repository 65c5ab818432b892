import { Body, Controller, Get, HttpCode, NotFoundException, Param, Post, UseGuards, UsePipes, ValidationPipe } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '@concord/persistence';
import { AdminGuard } from '@concord/service-kit';
import type { TableMap } from '@concord/table-maps';
import { Area } from '../area/area';
import { EngineMetrics, type MapCounts } from '../area/engine-metrics';
import { MapStateRepository, type MapState } from '../pausing/map-state.repository';
import { AdminService } from './admin.service';
import { Reason, RetryMany } from './requests';
import { countsOf } from './view-of';
import { CountView, MapView } from './views';

@ApiTags('maps')
@ApiBearerAuth()
@UseGuards(AdminGuard)
@UsePipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }))
@Controller('admin/maps')
export class MapsController {
  constructor(
    private readonly area: Area,
    private readonly database: Database,
    private readonly states: MapStateRepository,
    private readonly metrics: EngineMetrics,
    private readonly admin: AdminService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'All maps of the area and their state, in the order of their prerequisites' })
  @ApiOkResponse({ type: [MapView] })
  async list(): Promise<MapView[]> {
    const [states, counts] = await Promise.all([this.states.all(this.database), this.metrics.countLinks()]);
    return this.area.maps.map((map) => viewOf(map, states, counts));
  }

  @Get(':map')
  @ApiOperation({ summary: 'One map and its state' })
  @ApiOkResponse({ type: MapView })
  async one(@Param('map') id: string): Promise<MapView> {
    const view = (await this.list()).find(({ map }) => map === id);
    if (!view) throw new NotFoundException(`${this.area.name} has no map ${id}.`);
    return view;
  }

  @Post(':map/pause')
  @HttpCode(200)
  @ApiOperation({ summary: 'Stop publishing. Changes are still taken in, so nothing is lost however long it takes' })
  @ApiOkResponse({ type: MapView })
  async pause(@Param('map') id: string, @Body() { reason }: Reason): Promise<MapView> {
    await this.admin.pause(id, reason);
    return this.one(id);
  }

  @Post(':map/resume')
  @HttpCode(200)
  @ApiOperation({ summary: 'Publish what gathered, each record once, and go on' })
  @ApiOkResponse({ type: MapView })
  async resume(@Param('map') id: string): Promise<MapView> {
    await this.admin.resume(id);
    return this.one(id);
  }

  @Post(':map/retry')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take all failed links of the map up again, or those with one error' })
  @ApiOkResponse({ type: CountView })
  async retry(@Param('map') id: string, @Body() { code }: RetryMany): Promise<CountView> {
    return { count: await this.admin.retryMany(id, code) };
  }
}

const viewOf = (map: TableMap, states: readonly MapState[], counts: readonly MapCounts[]): MapView => {
  const state = states.find((one) => one.map === map.id);
  const oldest = Math.min(...counts.filter((one) => one.map === map.id).map(({ oldestUnapplied }) => oldestUnapplied ?? Infinity));
  return {
    map: map.id,
    name: map.name,
    version: map.version,
    dataverse: map.dataverse.table,
    finance: map.finance.table,
    prerequisites: map.prerequisites,
    state: state?.pausedAt ? 'paused' : state?.resumeCursor ? 'resuming' : 'running',
    links: countsOf(counts, map.id),
    ...(state?.reason ? { reason: state.reason } : {}),
    ...(state?.pausedAt ? { pausedAt: state.pausedAt.toISOString() } : {}),
    ...(Number.isFinite(oldest) ? { oldestUnappliedSince: new Date(oldest).toISOString() } : {}),
  };
};
