/**
 * The yardstick: a bare kafkajs loop that copies every message of a topic to another, and does nothing else.
 * `node bare-copy.mjs <brokers> <from> <to> <count>` prints {"count","seconds","perSecond"}.
 */
import { Kafka, logLevel } from 'kafkajs';

const [brokers, from, to, countText] = process.argv.slice(2);
const count = Number(countText);
const kafka = new Kafka({ clientId: 'bare-copy', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
const consumer = kafka.consumer({ groupId: `bare-copy-${Date.now()}`, maxWaitTimeInMs: 250 });
const producer = kafka.producer({ allowAutoTopicCreation: false });
await Promise.all([consumer.connect(), producer.connect()]);
await consumer.subscribe({ topic: from, fromBeginning: true });

let copied = 0;
let startedAt = 0n;
await new Promise((resolve, reject) => {
  consumer
    .run({
      autoCommit: true,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 6,
      eachBatch: async ({ batch, resolveOffset, heartbeat }) => {
        startedAt ||= process.hrtime.bigint();
        for (let start = 0; start < batch.messages.length; start += 500) {
          const chunk = batch.messages.slice(start, start + 500);
          await producer.send({ topic: to, acks: -1, messages: chunk.map(({ key, value, headers }) => ({ key, value, headers })) });
          resolveOffset(chunk.at(-1).offset);
          copied += chunk.length;
          await heartbeat();
        }
        if (copied >= count) resolve();
      },
    })
    .catch(reject);
});
const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
console.log(JSON.stringify({ count: copied, seconds, perSecond: Math.round(copied / seconds) }));
await Promise.all([consumer.disconnect(), producer.disconnect()]);
