import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { recordIdOf, Topics, type OutcomeMessage, type WriteMessage } from '@concord/contracts';
import { Publisher, type Batch, type Incoming } from '@concord/messaging';
import { ConsumedOffsets } from '@concord/persistence';
import { childTraceparent, Metrics } from '@concord/service-kit';
import type { CapturedTable } from '../capture/captured-table';
import { Subscriptions } from '../capture/subscriptions';
import { EnvironmentIdentity } from '../environment/environment-identity';
import { ClaimLost } from './claim-lost';
import { environmentMismatch, outcomeOf, supersededOutcome } from './outcomes';
import type { PlannedWrite, Results, WriteResult } from './planned-write';
import { SettledWrites } from './settled-writes';
import { Writers } from './writers';
import { WriteMarks } from './write-marks';

interface Answer {
  readonly write: { readonly message: WriteMessage; readonly traceparent: string | undefined };
  readonly outcome: OutcomeMessage;
}

/** Longer than this since the claim was last known to hold, and it is looked at again: the process may have been frozen meanwhile. */
const trustMs = 2_000;

/**
 * One batch of writes to one table. Claim, send, settle, publish the outcomes, and only then move the offset: wherever the process dies, the
 * batch comes again, and what was settled is answered as before without a second call (I3, I4, I7).
 */
@Controller()
export class WritesHandler {
  private readonly applied;
  private readonly seconds;

  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly settled: SettledWrites,
    private readonly marks: WriteMarks,
    private readonly writers: Writers,
    private readonly publisher: Publisher,
    private readonly topics: Topics,
    private readonly offsets: ConsumedOffsets,
    private readonly identity: EnvironmentIdentity,
    metrics: Metrics,
  ) {
    this.applied = metrics.counter('records_applied_total', 'Writes answered, by table and status', ['system', 'table', 'op', 'status']);
    this.seconds = metrics.histogram('apply_batch_seconds', 'Time to apply one batch of writes', ['system', 'table']);
  }

  @EventPattern('writes')
  async handle(@Payload() batch: Batch<WriteMessage>): Promise<void> {
    const table = this.subscriptions.ofWritesTopic(batch.topic);
    if (!table) throw new Error(`No area subscribes to the table of ${batch.topic} any more; its writes wait until one does.`);
    const environment = await this.identity.fingerprint();
    const answers = await this.answersTo(batch, table, environment);
    await this.publish(answers, environment);
    await this.offsets.advance(batch);
  }

  private async answersTo(batch: Batch<WriteMessage>, table: CapturedTable, environment: string): Promise<readonly Answer[]> {
    const ours = batch.messages.filter((message) => message.headers['ce_environment'] === environment);
    const foreign = batch.messages
      .filter((message) => message.headers['ce_environment'] !== environment)
      .map((message) => answer(message, environmentMismatch(table.system, message.value, message.headers['ce_environment'], environment)));
    const newest = newestOfEachLink(ours);
    const older = ours
      .filter(
        (message) =>
          newest.get(message.value.link) !== message && newest.get(message.value.link)?.value.revision !== message.value.revision,
      )
      .map((message) => answer(message, supersededOutcome(table.system, message.value)));
    const all = table.columns.map(({ name }) => name);
    const planned = [...newest.values()].map((message): PlannedWrite => ({
      message: message.value,
      returns: message.value.columns ?? all,
      traceparent: message.headers['traceparent'],
      recordId: recordIdOf(table.system, table.key, message.value.key),
    }));
    return [...foreign, ...older, ...(await this.applyClaimed(batch.topic, table, planned))];
  }

  private async applyClaimed(topic: string, table: CapturedTable, planned: readonly PlannedWrite[]): Promise<Answer[]> {
    if (planned.length === 0) return [];
    const claimedAt = performance.now();
    const claims = await this.settled.claim(table.system, table.name, planned);
    const answers: Answer[] = [];
    const toSend: PlannedWrite[] = [];
    for (const [write, claim] of claims) {
      if (claim.kind === 'send') toSend.push(write);
      else answers.push({ write, outcome: claim.kind === 'answered' ? claim.outcome : supersededOutcome(table.system, write.message) });
    }
    if (toSend.length === 0) return answers;

    let trustedAt = claimedAt;
    const stillOurs = async (): Promise<void> => {
      if (performance.now() - trustedAt < trustMs) return;
      const asked = performance.now();
      if (!(await this.settled.stillNewest(table.system, toSend))) throw new ClaimLost(topic);
      trustedAt = asked;
    };
    const endTimer = this.seconds.startTimer({ system: table.system, table: table.name });
    const results = await this.writers.of(table.system).apply(table, toSend, stillOurs);
    const sent = await this.settle(table, toSend, results);
    endTimer();
    return [...answers, ...sent];
  }

  private async settle(table: CapturedTable, writes: readonly PlannedWrite[], results: Results): Promise<Answer[]> {
    const number = await this.marks.draw();
    const newest = newestVersion(results);
    const deleteVersion =
      table.system === 'dataverse' ? 2n * maximum(newest ?? 0n, await this.settled.newestRowVersion(table.name)) + 1n : number;
    const answers = writes.map((write) => {
      const result = results.get(write);
      if (!result) throw new Error(`The write ${write.message.link} was not answered.`);
      const version = table.system === 'finance' ? number : write.message.op === 'delete' ? deleteVersion : versionIn(result);
      return { write, outcome: outcomeOf(table, write, result, version) };
    });
    await this.settled.settle(table.system, table.name, number, table.system === 'dataverse' ? newest : undefined, answers);
    for (const { write, outcome } of answers)
      this.applied.inc({ system: table.system, table: table.name, op: write.message.op, status: outcome.status });
    return answers;
  }

  private async publish(answers: readonly Answer[], environment: string): Promise<void> {
    await this.publisher.publish(
      answers.map(({ write, outcome }) => ({
        topic: this.topics.outcomes(write.message.area),
        key: outcome.link,
        value: outcome,
        type: 'concord.outcome.v1',
        headers: { ce_environment: environment, traceparent: childTraceparent(write.traceparent) },
      })),
    );
  }
}

const answer = (message: Incoming<WriteMessage>, outcome: OutcomeMessage): Answer => ({
  write: { message: message.value, traceparent: message.headers['traceparent'] },
  outcome,
});

const newestOfEachLink = (messages: readonly Incoming<WriteMessage>[]): Map<string, Incoming<WriteMessage>> => {
  const newest = new Map<string, Incoming<WriteMessage>>();
  for (const message of messages) {
    const known = newest.get(message.value.link);
    if (!known || known.value.revision < message.value.revision) newest.set(message.value.link, message);
  }
  return newest;
};

const versionIn = (result: WriteResult): bigint | undefined =>
  result.status === 'applied' || result.status === 'exists' ? result.version : undefined;

const maximum = (one: bigint, other: bigint): bigint => (one > other ? one : other);

/** Row version, not doubled; undefined when no answer told one. */
const newestVersion = (results: Results): bigint | undefined => {
  let newest: bigint | undefined;
  for (const result of results.values()) {
    const version = versionIn(result);
    if (version !== undefined && (newest === undefined || version / 2n > newest)) newest = version / 2n;
  }
  return newest;
};
