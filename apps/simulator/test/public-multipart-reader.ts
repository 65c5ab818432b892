import { Dicer } from '@fastify/busboy';

export interface Part {
  readonly headers: Readonly<Record<string, string>>;
  /** What is inside, when it is multipart itself. */
  readonly parts: readonly Part[];
  readonly body: string;
}

/** Reads a multipart body by Dicer, the parser below multer and fastify; fails where it finds the body malformed or unfinished. */
export const readMultipart = async (contentType: string, body: string): Promise<readonly Part[]> => {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) throw new Error(`No boundary in '${contentType}'.`);
  const flat = await new Promise<{ headers: Record<string, string>; body: string }[]>((resolve, reject) => {
    const found: { headers: Record<string, string>; chunks: Buffer[] }[] = [];
    const dicer = new Dicer({ boundary });
    dicer.on('part', (stream) => {
      const part: (typeof found)[number] = { headers: {}, chunks: [] };
      found.push(part);
      stream.on('header', (header) => {
        for (const [name, values] of Object.entries(header as Record<string, string[]>)) part.headers[name] = values.join(', ');
      });
      stream.on('data', (chunk: string | Buffer) => part.chunks.push(Buffer.from(chunk as string)));
      stream.on('error', reject);
    });
    dicer.on('error', reject);
    dicer.on('finish', () => resolve(found.map(({ headers, chunks }) => ({ headers, body: Buffer.concat(chunks).toString('utf8') }))));
    dicer.end(Buffer.from(body, 'utf8'));
  });
  return Promise.all(
    flat.map(async (part) => {
      const type = part.headers['content-type'] ?? '';
      return { ...part, parts: type.startsWith('multipart/') ? await readMultipart(type, part.body) : [] };
    }),
  );
};
