import type { BatchObserver } from '@concord/messaging';
import type { Metrics } from './metrics';

/** What the transport does, in numbers. */
export const consumerMetrics = (metrics: Metrics): BatchObserver => {
  const messages = metrics.counter('messages_handled_total', 'Messages handled, by topic', ['handler', 'topic']);
  const seconds = metrics.histogram('batch_seconds', 'Time a handler took for one batch', ['handler']);
  const failures = metrics.counter('batch_failures_total', 'Batches that failed and were tried again', ['handler', 'topic']);
  const deadLetters = metrics.counter('dead_letters_total', 'Messages put aside because they break their contract', ['handler', 'topic']);
  const takenOver = metrics.counter('batches_taken_over_total', 'Batches given up because another replica had consumed them', [
    'handler',
    'topic',
  ]);

  return {
    handled: (handler, topic, batch) => {
      messages.inc({ handler, topic }, batch.messages);
      seconds.observe({ handler }, batch.milliseconds / 1_000);
    },
    failed: (handler, topic) => failures.inc({ handler, topic }),
    deadLettered: (handler, topic, count) => deadLetters.inc({ handler, topic }, count),
    takenOver: (handler, topic) => takenOver.inc({ handler, topic }),
  };
};
