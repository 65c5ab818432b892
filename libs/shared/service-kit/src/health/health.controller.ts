import { Controller, Get, HttpStatus, ServiceUnavailableException } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { HealthChecks, type Readiness } from './health-checks';

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly checks: HealthChecks) {}

  @Get('live')
  @ApiOperation({ summary: 'Whether the process runs; restart it if not' })
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'Whether Kafka, PostgreSQL and the assigned partitions are there' })
  @ApiResponse({ status: HttpStatus.SERVICE_UNAVAILABLE, description: 'Not yet, or not any more; `checks` says why' })
  async ready(): Promise<Readiness> {
    const readiness = await this.checks.readiness();
    if (!readiness.ready) throw new ServiceUnavailableException(readiness);

    return readiness;
  }
}
