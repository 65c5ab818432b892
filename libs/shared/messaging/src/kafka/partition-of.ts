const M = 0x5bd1e995;

/** Partition of a key: murmur2, as Kafka's own clients and kafkajs' default partitioner choose it, without their 64-bit objects. */
export const partitionOf = (key: string | Buffer, partitions: number): number => (murmur2(Buffer.from(key)) & 0x7fffffff) % partitions;

const murmur2 = (data: Buffer): number => {
  const { length } = data;
  const byte = (at: number): number => data[at] ?? 0;
  let h = 0x9747b28c ^ length;
  const whole = length & ~3;
  for (let at = 0; at < whole; at += 4) {
    let k = byte(at) | (byte(at + 1) << 8) | (byte(at + 2) << 16) | (byte(at + 3) << 24);
    k = Math.imul(k, M);
    k = Math.imul(k ^ (k >>> 24), M);
    h = Math.imul(h, M) ^ k;
  }
  const rest = length - whole;
  if (rest === 3) h ^= byte(whole + 2) << 16;
  if (rest >= 2) h ^= byte(whole + 1) << 8;
  if (rest >= 1) h = Math.imul(h ^ byte(whole), M);
  h = Math.imul(h ^ (h >>> 13), M);

  return h ^ (h >>> 15);
};
