import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const publicTool = createRequire(__filename);

/** Below `dist`, which is in no repository and from where the packages of the workspace are found. */
const workshop = join(__dirname, '..', '..', 'dist');

export interface GeneratedClients {
  /** Runs a program compiled beside the clients. */
  program<Result>(name: string, client: HttpClient): Promise<Result>;
  remove(): void;
}

/** What a generated client needs of HTTP: transport, nothing of OData. */
export type HttpClient = Readonly<Record<'get' | 'post' | 'put' | 'patch' | 'delete', (...call: never[]) => Promise<HttpAnswer>>>;

export interface HttpAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Record<string, string>;
  readonly data: unknown;
}

/** Generates a client from each `$metadata` document by @odata2ts/odata2ts and compiles it, strictly, with the programs that use it. */
export const generateClients = async (
  documents: Readonly<Record<string, string>>,
  programs: Readonly<Record<string, string>>,
): Promise<GeneratedClients> => {
  mkdirSync(workshop, { recursive: true });
  const folder = mkdtempSync(join(workshop, 'generated-client-'));
  const inFolder = (name: string) => join(folder, name);
  const remove = () => rmSync(folder, { recursive: true });
  try {
    writeFileSync(inFolder('tsconfig.json'), JSON.stringify(compilerSettings));
    for (const [name, source] of Object.entries(programs)) writeFileSync(inFolder(`${name}.ts`), source);
    const generator = join(dirname(publicTool.resolve('@odata2ts/odata2ts/package.json')), 'lib', 'run-cli.js');
    await Promise.all(
      Object.entries(documents).map(async ([name, document]) => {
        writeFileSync(inFolder(`${name}.xml`), document);
        const options = ['-s', `${name}.xml`, '-o', name, '-m', 'service', '-e', 'ts', '-t', 'tsconfig.json', '-name', name];
        await run(process.execPath, [generator, ...options], { cwd: folder });
      }),
    );
    const compiler = join(dirname(publicTool.resolve('typescript7/package.json')), 'bin', 'tsc');
    await run(process.execPath, [compiler, '-p', 'tsconfig.json'], { cwd: folder }).catch((failure: { stdout?: string }) => {
      throw new Error(`The generated client does not compile:\n${failure.stdout}`);
    });
  } catch (failure) {
    remove();
    throw failure;
  }
  return {
    program: <Result>(name: string, client: HttpClient) =>
      (publicTool(inFolder(join('js', name))) as { run(client: HttpClient): Promise<Result> }).run(client),
    remove,
  };
};

const compilerSettings = {
  compilerOptions: { strict: true, target: 'es2022', module: 'node16', skipLibCheck: true, outDir: 'js', types: [] },
  include: ['**/*.ts'],
};
