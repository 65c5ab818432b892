import { Logger } from '@nestjs/common';
import { logLevel, type logCreator } from 'kafkajs';

/**
 * What kafkajs calls an error though it mends it by itself a moment later, or routine that it calls information: worth a line only to
 * who debugs kafkajs. What stays in the way is thrown, or shows in /health/ready.
 */
const routine = [
  /^Response .*(coordinator|rebalanc|not the leader|leadership election|does not host|unknown member|generation)/is,
  /^Connection error/,
  /^Failed to connect to (seed )?broker/,
  /^(The group is rebalancing|The coordinator is not aware)/,
  /^(Pausing|Resuming) fetching/,
  /^(Starting|Stopped|Consumer has joined the group|consumer not running)/,
  /^Crash: KafkaJS(NumberOfRetriesExceeded|ConnectionError|ConnectionClosedError)/,
  /^Restarting the consumer/,
  /^KafkaJS v2\.0\.0 switched default partitioner/,
];

const isRoutine = (message: string): boolean => routine.some((pattern) => pattern.test(message));

/** kafkajs' log as lines of the service's own log, at levels that tell an operator something. */
export const kafkaLog: () => ReturnType<logCreator> = () => {
  const logger = new Logger('kafkajs');

  return ({ level, namespace, log: { message, error, topic, partition, groupId } }) => {
    const quiet = level === logLevel.DEBUG || isRoutine(`${message} ${String(error ?? '')}`);
    const line = {
      msg: message,
      namespace,
      error: error as unknown,
      topic: topic as unknown,
      partition: partition as unknown,
      groupId: groupId as unknown,
    };
    if (quiet) logger.debug(line);
    else if (level === logLevel.ERROR) logger.error(line);
    else if (level === logLevel.WARN) logger.warn(line);
    else logger.log(line);
  };
};
