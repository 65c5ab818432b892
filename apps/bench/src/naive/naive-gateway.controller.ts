import { Controller, Inject, ValidationPipe } from '@nestjs/common';
import { ClientKafka, EventPattern, Payload } from '@nestjs/microservices';
import { InjectRepository } from '@nestjs/typeorm';
import { WriteMessage } from '@concord/contracts';
import { lastValueFrom } from 'rxjs';
import { Repository } from 'typeorm';
import { request } from 'undici';
import { NaiveApplied } from './link.entity';
import { naiveTopics } from './naive-topics';

const checked = new ValidationPipe({ transform: true });

/** The straightforward gateway: one write, one HTTP call, one entity, one outcome. */
@Controller()
export class NaiveGatewayController {
  constructor(
    @InjectRepository(NaiveApplied) private readonly applied: Repository<NaiveApplied>,
    @Inject('KAFKA') private readonly kafka: ClientKafka,
    @Inject('STANDIN_URL') private readonly standin: string,
  ) {}

  @EventPattern(naiveTopics.writes)
  async onWrite(@Payload(checked) write: WriteMessage): Promise<void> {
    const settled = await this.applied.findOneBy({ link: write.link });
    if (settled && settled.revision >= write.revision) return;
    const answer = await request(`${this.standin}/data/ProjectsV2`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...write.key, ...write.values }),
    });
    await answer.body.dump();
    await this.applied.save({ link: write.link, revision: write.revision });
    const outcome = { system: 'finance', map: write.map, link: write.link, revision: write.revision, status: 'applied', key: write.key };
    await lastValueFrom(this.kafka.emit(naiveTopics.outcomes, { key: write.link, value: outcome }));
  }
}
