import { BadRequestException, Body, Controller, Headers, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Metrics } from '@concord/service-kit';
import { FinanceHints } from './finance-hints';
import { parseDataverseHint } from './dataverse-hint';
import { parseFinanceEvent } from '../finance/data-event';
import { DataverseHints } from './dataverse-hints';
import { WebhookGuard } from './webhook.guard';

/** Pushes of both systems. They are hints: which record may have changed, never what it holds; that is read. */
@ApiTags('webhooks')
@Controller('webhooks')
@UseGuards(WebhookGuard)
export class WebhooksController {
  private readonly received;

  constructor(
    private readonly dataverse: DataverseHints,
    private readonly finance: FinanceHints,
    metrics: Metrics,
  ) {
    this.received = metrics.counter('hints_received_total', 'Webhooks and events received, by what they were', ['system', 'kind']);
  }

  @Post('dataverse')
  @HttpCode(204)
  @ApiOperation({ summary: 'Webhook of Dataverse: a row of a captured table changed' })
  @ApiResponse({ status: 401, description: 'Without the secret' })
  async fromDataverse(@Body() body: unknown, @Headers('x-ms-dynamics-entity-name') entity?: string): Promise<void> {
    const hint = parseDataverseHint(body, entity);
    if (!hint) throw new BadRequestException('This is no execution context of Dataverse: PrimaryEntityName is missing.');
    this.received.inc({ system: 'dataverse', kind: (await this.dataverse.take(hint.logicalName)) ? 'captured' : 'other' });
  }

  @Post('finance')
  @HttpCode(202)
  @ApiOperation({ summary: 'Business or data event of Finance, or a list of them' })
  @ApiResponse({ status: 401, description: 'Without the secret' })
  async fromFinance(@Body() body: unknown): Promise<void> {
    const events = (Array.isArray(body) ? body : [body]).map(parseFinanceEvent);
    const hints = events.flatMap((event) => (event?.kind === 'data' ? [event.hint] : []));
    const unreadable = events.filter((event) => event === undefined).length;
    if (events.length === 0 || unreadable === events.length)
      throw new BadRequestException('This is neither a business event nor a data event.');
    const captured = await this.finance.take(hints);
    this.received.inc({ system: 'finance', kind: 'captured' }, captured);
    this.received.inc({ system: 'finance', kind: 'other' }, events.length - captured);
  }
}
