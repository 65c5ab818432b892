import { createHash } from 'node:crypto';

/** The same words give the same UUID (RFC 9562, version 5 layout): two replicas that meet the same record choose the same name. */
export const nameBasedUuid = (...words: readonly string[]): string => {
  const hash = createHash('sha1').update(words.join('\u0000')).digest('hex');
  const variant = ((parseInt(hash.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-${variant}${hash.slice(18, 20)}-${hash.slice(20, 32)}`;
};
