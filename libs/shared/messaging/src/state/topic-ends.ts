import type { Admin } from 'kafkajs';

const LOOK_AGAIN_MS = 50;
const LONGEST_MS = 10_000;

/** Where each partition that holds something ends, by `<topic>|<partition>`. A topic made a moment ago may not have found its leader yet. */
export const topicEnds = async (admin: Admin, topics: readonly string[]): Promise<Map<string, bigint>> => {
  for (const deadline = Date.now() + LONGEST_MS; ;) {
    try {
      const ends = new Map<string, bigint>();
      for (const topic of topics) {
        for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
          if (BigInt(high) > BigInt(low)) ends.set(`${topic}|${partition}`, BigInt(high));
        }
      }

      return ends;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }
};
