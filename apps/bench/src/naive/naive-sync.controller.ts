import { Controller, Inject, ValidationPipe } from '@nestjs/common';
import { ClientKafka, Ctx, EventPattern, KafkaContext, Payload } from '@nestjs/microservices';
import { InjectRepository } from '@nestjs/typeorm';
import { ChangeMessage, DataverseProject, OutcomeMessage, type LinkMessage, type Row } from '@concord/contracts';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { lastValueFrom } from 'rxjs';
import { Repository } from 'typeorm';
import { NaiveLink } from './link.entity';
import { naiveTopics } from './naive-topics';

/** Messages come in as instances of their contract, or not at all: Nest's own pipe. */
const checked = new ValidationPipe({ transform: true });

/**
 * What a competent team writes first: one message, one handler call, entities through repositories. It does the work of the engine for
 * Projects V2: validate message and row, find the link, resolve company and customer, map, compare, save, publish the write; settle, and tell others of the link.
 */
@Controller()
export class NaiveSyncController {
  constructor(
    @InjectRepository(NaiveLink) private readonly links: Repository<NaiveLink>,
    @Inject('KAFKA') private readonly kafka: ClientKafka,
  ) {}

  @EventPattern(naiveTopics.changes)
  async onChange(@Payload(checked) change: ChangeMessage, @Ctx() context: KafkaContext): Promise<void> {
    const row = change.row;
    if (!row || (await validate(plainToInstance(DataverseProject, row), { skipUndefinedProperties: true })).length > 0) return;
    const known = await this.links.findOneBy({ map: 'msdyn_projects', dataverseId: change.id });
    if (known && BigInt(change.version) <= BigInt(known.seenVersion)) return;
    const company = await this.links.findOneBy({ map: 'cdm_companies', dataverseId: String(row['msdyn_owningcompany']) });
    const customer = await this.links.findOneBy({ map: 'accounts', dataverseId: String(row['msdyn_customer']) });
    if (!company || !customer) return;
    const dataAreaId = String(company.financeKey['LegalEntityId']).toLowerCase();
    const financeKey = { dataAreaId, ProjectId: row['msdyn_projectnumber'] };
    const desired = this.desiredOf(row, String(customer.financeKey['CustomerAccount']));
    if (known && JSON.stringify(known.desired) === JSON.stringify(desired)) return;
    const link = known ?? this.links.create({ map: 'msdyn_projects', dataverseId: change.id, revision: 0, settledRevision: 0 });
    Object.assign(link, {
      financeId: `${dataAreaId}|${String(row['msdyn_projectnumber']).toLowerCase()}`,
      financeKey,
      desired,
      status: 'pending',
      seenVersion: change.version,
      revision: link.revision + 1,
    });
    await this.links.save(link);
    const write = {
      area: 'setup-sync',
      map: 'msdyn_projects',
      link: link.id,
      revision: link.revision,
      op: 'create',
      key: financeKey,
      values: desired,
    };
    await lastValueFrom(this.kafka.emit(naiveTopics.writes, { key: link.id, value: write, headers: headersOf(context) }));
  }

  @EventPattern(naiveTopics.outcomes)
  async onOutcome(@Payload(checked) outcome: OutcomeMessage, @Ctx() context: KafkaContext): Promise<void> {
    const link = await this.links.findOneBy({ id: outcome.link });
    if (!link || outcome.revision <= link.settledRevision) return;
    link.settledRevision = outcome.revision;
    if (outcome.revision === link.revision) link.status = 'synced';
    await this.links.save(link);
    await lastValueFrom(
      this.kafka.emit(naiveTopics.links, { key: `${link.map}|${link.id}`, value: linkMessageOf(link), headers: headersOf(context) }),
    );
  }

  private desiredOf(row: Row, customerAccount: string): Record<string, unknown> {
    return {
      ProjectName: row['msdyn_subject'],
      Description: row['msdyn_description'],
      ProjectedStartDate: row['msdyn_scheduledstart'],
      ProjectedEndDate: row['msdyn_finish'],
      ActualStartDate: row['msdyn_actualstart'],
      ActualEndDate: row['msdyn_actualend'],
      CustomerAccountNumber: customerAccount,
      ProjectStage: row['statecode'] === 0 ? 'InProcess' : 'Completed',
      IsInvestmentProject: row['msdyn_isinvestmentproject'] === true ? 'Yes' : 'No',
    };
  }
}

const linkMessageOf = (link: NaiveLink): LinkMessage => ({
  area: 'setup-sync',
  map: link.map,
  link: link.id,
  status: link.status === 'synced' ? 'synced' : 'pending',
  dataverseId: link.dataverseId,
  financeId: link.financeId,
  financeKey: link.financeKey as Row,
  revision: link.revision,
  settledRevision: link.settledRevision,
  updatedAt: new Date().toISOString(),
});

const headersOf = (context: KafkaContext): Record<string, string> => ({
  traceparent: String(context.getMessage().headers?.['traceparent'] ?? ''),
});
