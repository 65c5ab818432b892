import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { System } from '@concord/contracts';
import { Database } from '@concord/persistence';
import { AdminGuard } from '@concord/service-kit';
import { tableId } from '../capture/captured-table';
import { CaptureService } from '../capture/capture.service';
import { Subscriptions } from '../capture/subscriptions';
import { DataverseClient } from '../dataverse/dataverse-client';
import { EnvironmentIdentity } from '../environment/environment-identity';
import { FinanceClient } from '../finance/finance-client';

export class TableView {
  @ApiProperty({ enum: ['dataverse', 'finance'] }) readonly system!: System;
  @ApiProperty() readonly table!: string;
  @ApiProperty({ type: [String] }) readonly areas!: readonly string[];
  @ApiProperty({ description: 'new: nothing read yet; reading: within a full read; live: following changes' }) readonly phase!: string;
  @ApiProperty({ nullable: true, type: String, description: 'Dataverse: link of the next page, or delta link' }) readonly cursor!:
    string | null;
  @ApiProperty({ nullable: true, type: Number, description: 'Seconds since it was last read without fault' }) readonly ageSeconds!:
    number | null;
  @ApiProperty({ nullable: true, type: String, description: 'Why it cannot be captured, and what to do about it' }) readonly problem!:
    string | null;
  @ApiProperty({ nullable: true, type: String, description: 'The replica that reads it' }) readonly owner!: string | null;
  @ApiProperty({ description: 'Whether that is the replica that answers' }) readonly isMine!: boolean;
}

export class EnvironmentView {
  @ApiProperty({ enum: ['dataverse', 'finance'] }) readonly system!: System;
  @ApiProperty({ description: 'Requests that may be in flight now' }) readonly limit!: number;
  @ApiProperty() readonly inFlight!: number;
  @ApiProperty() readonly waiting!: number;
  @ApiProperty({ description: 'Milliseconds left of the quiet that the environment asked for' }) readonly pausedMs!: number;
  @ApiProperty({ description: 'Milliseconds of quiet asked for since the start' }) readonly throttledMs!: number;
}

export class GatewayView {
  @ApiProperty({ nullable: true, type: String, description: 'Of the pair of environments; null while Dataverse was never reached' })
  readonly fingerprint!: string | null;
  @ApiProperty({ type: [EnvironmentView] }) readonly environments!: readonly EnvironmentView[];
}

interface StateRow {
  readonly system: System;
  readonly name: string;
  readonly phase: string;
  readonly cursor: string | null;
  readonly age: string | null;
  readonly problem: string | null;
  readonly owner: string | null;
}

/** What the gateway reads, how far it is, and what holds it up. */
@ApiTags('admin')
@ApiBearerAuth()
@Controller('admin')
@UseGuards(AdminGuard)
export class TablesController {
  constructor(
    private readonly database: Database,
    private readonly subscriptions: Subscriptions,
    private readonly capture: CaptureService,
    private readonly identity: EnvironmentIdentity,
    private readonly dataverse: DataverseClient,
    private readonly finance: FinanceClient,
  ) {}

  @Get('tables')
  @ApiOperation({ summary: 'Captured tables with cursor, age and last problem' })
  @ApiOkResponse({ type: [TableView] })
  async tables(): Promise<TableView[]> {
    const rows = await this.database.query<StateRow>(
      `SELECT system, name, phase, cursor, extract(epoch FROM now() - last_read_at) AS age, problem,
              CASE WHEN lease_until > now() THEN owner END AS owner
       FROM capture_table ORDER BY system, name`,
    );
    const subscribed = new Map(this.subscriptions.tables().map((table) => [tableId(table), table]));
    const held = this.capture.held();
    return rows.map((row) => ({
      system: row.system,
      table: row.name,
      areas: subscribed.get(tableId(row))?.areas ?? [],
      phase: row.phase,
      cursor: row.cursor,
      ageSeconds: row.age === null ? null : Number(row.age),
      problem: this.subscriptions.contradictions.get(tableId(row)) ?? row.problem,
      owner: row.owner,
      isMine: held.has(tableId(row)),
    }));
  }

  @Get('environment')
  @ApiOperation({ summary: 'The two environments, and how hard they may be asked' })
  @ApiOkResponse({ type: GatewayView })
  async environment(): Promise<GatewayView> {
    return {
      fingerprint: await this.identity.fingerprint().catch(() => null),
      environments: [
        { system: 'dataverse', ...this.dataverse.limiter.state() },
        { system: 'finance', ...this.finance.limiter.state() },
      ],
    };
  }
}
