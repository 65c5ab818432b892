import { Controller, Inject } from '@nestjs/common';
import { ClientKafka, Ctx, EventPattern, KafkaContext, Payload } from '@nestjs/microservices';
import { InjectRepository } from '@nestjs/typeorm';
import { ChangeMessage, type OutcomeMessage, type Row } from '@concord/contracts';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { lastValueFrom } from 'rxjs';
import { Repository } from 'typeorm';
import { NaiveLink } from './link.entity';
import { naiveTopics } from './naive-topics';

/**
 * What a competent team writes first: one message, one handler call, entities through repositories. It does the work of the engine for
 * Projects V2: validate, find the link, resolve company and customer, map, compare, save, publish, settle.
 */
@Controller()
export class NaiveSyncController {
  constructor(
    @InjectRepository(NaiveLink) private readonly links: Repository<NaiveLink>,
    @Inject('KAFKA') private readonly kafka: ClientKafka,
  ) {}

  @EventPattern(naiveTopics.changes)
  async onChange(@Payload() message: object, @Ctx() context: KafkaContext): Promise<void> {
    const change = plainToInstance(ChangeMessage, message);
    if ((await validate(change)).length > 0 || !change.row) return;
    const row = change.row;
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
    const write = { map: 'msdyn_projects', link: link.id, revision: link.revision, op: 'create', key: financeKey, values: desired };
    await lastValueFrom(this.kafka.emit(naiveTopics.writes, { key: link.id, value: write, headers: headersOf(context) }));
  }

  @EventPattern(naiveTopics.outcomes)
  async onOutcome(@Payload() outcome: OutcomeMessage): Promise<void> {
    const link = await this.links.findOneBy({ id: outcome.link });
    if (!link || outcome.revision <= link.settledRevision) return;
    link.settledRevision = outcome.revision;
    if (outcome.revision === link.revision) link.status = 'synced';
    await this.links.save(link);
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
    };
  }
}

const headersOf = (context: KafkaContext): Record<string, string> => ({
  traceparent: String(context.getMessage().headers?.['traceparent'] ?? ''),
});
