import type { Message } from 'kafkajs';

export interface TopicMessages {
  readonly topic: string;
  readonly messages: readonly Message[];
}

export interface Slice {
  readonly topics: { topic: string; messages: Message[] }[];
  readonly bytes: number;
}

/** Headers and framing; ours are about 450 bytes a message. */
const OVERHEAD_BYTES = 500;

const sizeOf = ({ key, value }: Message): number => OVERHEAD_BYTES + (key?.length ?? 0) + (value?.length ?? 0);

/** Requests of at most `most` bytes, order kept; a message larger than that goes alone. Text is counted by its length, near enough. */
export const slicesBySize = (topicMessages: readonly TopicMessages[], most: number): Slice[] => {
  const slices: Slice[] = [];
  let topics = new Map<string, Message[]>();
  let bytes = 0;
  const cut = (): void => {
    if (topics.size > 0) slices.push({ topics: [...topics].map(([topic, messages]) => ({ topic, messages })), bytes });
    topics = new Map();
    bytes = 0;
  };
  for (const { topic, messages } of topicMessages) {
    for (const message of messages) {
      const size = sizeOf(message);
      if (bytes + size > most) cut();
      const ofTopic = topics.get(topic);
      if (ofTopic) ofTopic.push(message);
      else topics.set(topic, [message]);
      bytes += size;
    }
  }
  cut();

  return slices;
};
