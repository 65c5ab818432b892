import { crc32 as nodeCrc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** A zip that cannot be read: not a zip, cut off, or of a kind that packages never have. */
export class BadZip extends Error {}

export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
/** A package bigger than this unpacked is a bomb or a mistake. */
const MOST_UNPACKED_BYTES = 1024 * 1024 * 1024;

/** Files of a zip, by its central directory; directories left out. Throws `BadZip`. */
export const readZip = (zip: Buffer): ZipEntry[] => {
  const end = endOfDirectory(zip);
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  let unpacked = 0;
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== CENTRAL_HEADER) throw new BadZip('The central directory of the zip is broken.');
    const method = zip.readUInt16LE(at + 10);
    const packedSize = zip.readUInt32LE(at + 20);
    unpacked += zip.readUInt32LE(at + 24);
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const local = zip.readUInt32LE(at + 42);
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    if (unpacked > MOST_UNPACKED_BYTES) throw new BadZip('The zip holds more than a gigabyte.');
    if (!name.endsWith('/')) entries.push({ name, content: contentOf(zip, local, method, packedSize, name) });
  }
  return entries;
};

export const writeZip = (entries: readonly ZipEntry[], at = new Date()): Buffer => {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const packed = deflateRawSync(content);
    const shared = sharedHeader(name, content, packed, at);
    const local = Buffer.concat([uint32(LOCAL_HEADER), shared, Buffer.alloc(2), Buffer.from(name, 'utf8'), packed]);
    // version made by, then what the local header says too, then comment, disk and attributes (none), then where the file starts
    directory.push(
      Buffer.concat([uint32(CENTRAL_HEADER), uint16(20), shared, Buffer.alloc(12), uint32(offset), Buffer.from(name, 'utf8')]),
    );
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.concat([
    uint32(END_OF_DIRECTORY),
    Buffer.alloc(4),
    uint16(entries.length),
    uint16(entries.length),
    uint32(central.length),
    uint32(offset),
    Buffer.alloc(2),
  ]);
  return Buffer.concat([...parts, central, end]);
};

/** From version needed to the length of the name: the same 24 bytes in both headers. */
const sharedHeader = (name: string, content: Buffer, packed: Buffer, at: Date): Buffer => {
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  const day = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const utf8Names = 0x0800;
  return Buffer.concat([
    uint16(20),
    uint16(utf8Names),
    uint16(8),
    uint16(time),
    uint16(day),
    uint32(checksum(content)),
    uint32(packed.length),
    uint32(content.length),
    uint16(Buffer.byteLength(name, 'utf8')),
  ]);
};

const contentOf = (zip: Buffer, local: number, method: number, packedSize: number, name: string): Buffer => {
  if (local + 30 > zip.length || zip.readUInt32LE(local) !== LOCAL_HEADER)
    throw new BadZip(`The header of '${name}' in the zip is broken.`);
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const packed = zip.subarray(start, start + packedSize);
  if (method === 0) return packed;
  if (method !== 8) throw new BadZip(`'${name}' is packed by method ${method}; packages are deflated.`);
  try {
    return inflateRawSync(packed, { maxOutputLength: MOST_UNPACKED_BYTES });
  } catch {
    throw new BadZip(`'${name}' in the zip cannot be unpacked.`);
  }
};

const endOfDirectory = (zip: Buffer): number => {
  const earliest = Math.max(0, zip.length - 22 - 65_535);
  for (let at = zip.length - 22; at >= earliest; at -= 1) if (zip.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  throw new BadZip('This is no zip: it has no end of central directory.');
};

const uint16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value & 0xffff);
  return bytes;
};

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};

const table = Uint32Array.from({ length: 256 }, (_none, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** Node has it from 20.15 and 22.2 on; the engines field allows older ones. */
const checksum = (content: Buffer): number => {
  if (typeof nodeCrc32 === 'function') return nodeCrc32(content);
  let crc = 0xffffffff;
  for (const byte of content) crc = (crc >>> 8) ^ table[(crc ^ byte) & 0xff]!;
  return (crc ^ 0xffffffff) >>> 0;
};
