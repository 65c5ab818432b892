import { Controller, Get, NotFoundException, Param, Query, UseGuards, UsePipes, ValidationPipe } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '@concord/persistence';
import { AdminGuard } from '@concord/service-kit';
import { AreaFlows } from '../consume/area-flows';
import type { Flow } from '../language/flow';
import { storedOf, type StoredDocument } from '../storage/documents.repository';
import { Conditions, conditionsOf } from './conditions';
import { documentViewOf } from './document-view-of';
import { FlowsQuery } from './requests';
import { DocumentPage, DocumentView } from './views';

@ApiTags('flows')
@ApiBearerAuth()
@UseGuards(AdminGuard)
@UsePipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }))
@Controller('flows')
export class FlowsController {
  constructor(
    private readonly flows: AreaFlows,
    private readonly database: Database,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Documents on their way through both systems: stage, since when, amounts, what is wrong and what to do about it',
    description:
      'Documents that nothing proves (an actual that is not to be sent) are left out unless `stage=none`, `problem` or `document` asks for them.',
  })
  @ApiOkResponse({ type: DocumentPage })
  async list(@Query() query: FlowsQuery): Promise<DocumentPage> {
    const flows = query.flow === undefined ? this.flows.flows : [this.known(query.flow)];
    const documents = await this.read(conditionsOf(query, flows, Date.now()), query.limit);
    const last = documents.length === query.limit ? documents.at(-1) : undefined;
    return {
      documents,
      ...(last === undefined ? {} : { next: `${last.since}|${last.flow}|${last.document}` }),
    };
  }

  @Get(':flow/:document')
  @ApiOperation({ summary: 'One document: its timeline with amounts, its records in both systems, its problems and their remedies' })
  @ApiOkResponse({ type: DocumentView })
  async one(@Param('flow') flow: string, @Param('document') document: string): Promise<DocumentView> {
    const { name, noun } = this.known(flow);
    const [view] = await this.read(new Conditions().add('d.flow = ?', name).add('d.document = ?', document.toLowerCase()), 1);
    if (!view)
      throw new NotFoundException(`There is no ${noun} ${document}: neither system has shown one. Look whether its table is captured.`);
    return view;
  }

  private async read(conditions: Conditions, limit: number): Promise<DocumentView[]> {
    const rows = await this.database.query<Parameters<typeof storedOf>[0] & { flow: string }>(
      `SELECT d.flow, d.revision, d.updated_at, d.content FROM flow_document AS d WHERE ${conditions.sql} AND d.content <> ''
        ORDER BY d.since, d.flow, d.document LIMIT ${limit}`,
      conditions.parameters,
    );
    const now = Date.now();
    return rows.map((row) => {
      const stored: StoredDocument = storedOf(row);
      return documentViewOf(stored, this.known(row.flow), now);
    });
  }

  private known(name: string): Flow {
    const flow = this.flows.flow(name);
    if (!flow) throw new NotFoundException(`${this.flows.area} has no flow ${name}; it has ${this.flows.names.join(', ')}.`);
    return flow;
  }
}
