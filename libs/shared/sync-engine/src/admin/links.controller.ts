import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, UseGuards, UsePipes, ValidationPipe } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '@concord/persistence';
import { AdminGuard } from '@concord/service-kit';
import { Area } from '../area/area';
import { LinkRepository, type ShownLink } from '../links/link.repository';
import { AdminService } from './admin.service';
import { LinksQuery, Reason } from './requests';
import { lineOf, linkViewOf } from './view-of';
import { LinkPage, LinkView, type ReferenceView } from './views';

@ApiTags('links')
@ApiBearerAuth()
@UseGuards(AdminGuard)
@UsePipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }))
@Controller('admin/links')
export class LinksController {
  constructor(
    private readonly area: Area,
    private readonly database: Database,
    private readonly links: LinkRepository,
    private readonly admin: AdminService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Links by map, status, error or record, in pages' })
  @ApiOkResponse({ type: LinkPage })
  async list(@Query() query: LinksQuery): Promise<LinkPage> {
    const found = await this.links.list(this.database, query);
    const next = found.length === query.limit ? found.at(-1)?.link.id : undefined;
    return { links: found.map(lineOf), ...(next === undefined ? {} : { next }) };
  }

  @Get(':link')
  @ApiOperation({ summary: 'One link in full: both halves as known, versions, revisions, error, and what it waits for' })
  @ApiOkResponse({ type: LinkView })
  async one(@Param('link', ParseUUIDPipe) id: string): Promise<LinkView> {
    return this.view(await this.admin.shown(id));
  }

  @Post(':link/retry')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take the link up again with what is known now' })
  @ApiOkResponse({ type: LinkView })
  async retry(@Param('link', ParseUUIDPipe) id: string): Promise<LinkView> {
    return this.view(await this.admin.retry(id));
  }

  @Post(':link/dismiss')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give this change up, with a reason. A newer change takes the link up again' })
  @ApiOkResponse({ type: LinkView })
  async dismiss(@Param('link', ParseUUIDPipe) id: string, @Body() { reason }: Reason): Promise<LinkView> {
    return this.view(await this.admin.dismiss(id, reason));
  }

  private async view(shown: ShownLink): Promise<LinkView> {
    const references = await Promise.all(
      shown.link.waitingFor.slice(0, 20).map(async ({ map, system, id }): Promise<ReferenceView> => {
        const [found] = await this.links.list(this.database, { map, record: id, limit: 1 });
        return {
          map,
          name: this.area.map(map)?.name ?? map,
          system,
          id,
          ...(found ? { link: found.link.id, status: found.link.status } : {}),
        };
      }),
    );
    return linkViewOf(shown, this.area, references);
  }
}
