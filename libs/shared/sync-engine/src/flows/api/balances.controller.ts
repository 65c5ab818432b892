import { BadRequestException, Controller, Get, NotFoundException, Query, UseGuards, UsePipes, ValidationPipe } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AdminGuard } from '@concord/service-kit';
import { AreaFlows } from '../consume/area-flows';
import type { Flow } from '../language/flow';
import { BalancesRepository, type Balance, type StageBalance } from './balances.repository';
import { askedDimensions } from './conditions';
import { BalancesQuery } from './requests';
import { BalanceView } from './views';

@ApiTags('flows')
@ApiBearerAuth()
@UseGuards(AdminGuard)
@UsePipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }))
@Controller('balances')
export class BalancesController {
  constructor(
    private readonly flows: AreaFlows,
    private readonly balances: BalancesRepository,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'What entered a flow less what reached each stage, to the cent, by any dimensions',
    description:
      'Different currencies are never added up. An accounting amount enters when Finance has told it. A balance that is not zero names the documents that make it: follow `explainedBy`.',
  })
  @ApiOkResponse({ type: [BalanceView] })
  async list(@Query() query: BalancesQuery): Promise<BalanceView[]> {
    const flow = this.known(query.flow);
    const own = flow.dimensions.filter((name) => name !== 'currency' && name !== 'accountingCurrency');
    const by = query.by?.split(',') ?? own;
    for (const name of by)
      if (!flow.dimensions.includes(name))
        throw new BadRequestException(`The flow ${flow.name} has no dimension '${name}'; it has ${flow.dimensions.join(', ')}.`);
    const filter = askedDimensions(query, [flow]);
    return (await this.balances.of(flow, by, filter)).map((balance) => viewOf(flow, by, filter, balance));
  }

  private known(name: string): Flow {
    const flow = this.flows.flow(name);
    if (!flow) throw new NotFoundException(`${this.flows.area} has no flow ${name}; it has ${this.flows.names.join(', ')}.`);
    return flow;
  }
}

const viewOf = (flow: Flow, by: readonly string[], filter: readonly (readonly [string, string])[], balance: Balance): BalanceView => {
  const { currency, accountingCurrency, ...dimensions } = balance.dimensions;
  const asked = new Map(filter);
  for (const name of [...by, 'currency', 'accountingCurrency', ...('company' in dimensions ? ['company'] : [])])
    asked.set(name, balance.dimensions[name] ?? '');
  return {
    dimensions,
    ...(currency === undefined ? {} : { currency }),
    ...(accountingCurrency === undefined ? {} : { accountingCurrency }),
    documents: balance.documents,
    problems: balance.problems,
    entered: balance.entered,
    stages: balance.stages.map((stage) => ({
      ...stage,
      ...(stage.openDocuments === 0 ? {} : { explainedBy: explains(flow, stage, asked) }),
    })),
  };
};

const explains = ({ name }: Flow, { stage }: StageBalance, dimensions: ReadonlyMap<string, string>): string => {
  const query = new URLSearchParams({ flow: name, open: stage });
  for (const [dimension, value] of dimensions) query.append('dimension', `${dimension}:${value}`);
  return `/flows?${query.toString()}`;
};
