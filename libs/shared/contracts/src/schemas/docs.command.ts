import 'reflect-metadata';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { stringify } from 'yaml';
import { asyncApi } from './async-api';
import { breakingChanges } from './breaking-changes';
import type { JsonSchema } from './json-schema';
import { publishedSchemas } from './published-schemas';

/**
 * `nx run contracts:docs` writes the JSON Schemas and the AsyncAPI document from the classes; `--check` fails when they are stale. Both
 * refuse to break what is published.
 */
const project = resolve(__dirname, '../..');
const workspace = resolve(project, '../../..');
const schemasFolder = join(project, 'schemas');

interface Output {
  readonly path: string;
  readonly text: string;
}

const main = async (check: boolean): Promise<string[]> => {
  const schemas = publishedSchemas();
  const problems = brokenPromises(schemas);
  if (problems.length > 0) return problems;

  const outputs = await Promise.all([
    ...schemas.map(({ file, schema }) => formatted(join(schemasFolder, file), JSON.stringify(schema))),
    formatted(join(workspace, 'docs/asyncapi.yaml'), stringify(asyncApi(), { aliasDuplicateObjects: false })),
  ]);
  if (check)
    return outputs.filter(isStale).map(({ path }) => `${relative(workspace, path)} is stale: run npx nx run contracts:docs and commit it`);

  mkdirSync(schemasFolder, { recursive: true });
  for (const { path, text } of outputs.filter(isStale)) writeFileSync(path, text);

  return [];
};

/** As the formatter wants it, or the two would undo each other. */
const formatted = async (path: string, text: string): Promise<Output> => ({
  path,
  text: await format(text, { ...(await resolveConfig(path)), filepath: path }),
});

const isStale = ({ path, text }: Output): boolean => !existsSync(path) || readFileSync(path, 'utf8') !== text;

const brokenPromises = (schemas: ReturnType<typeof publishedSchemas>): string[] => {
  const published = existsSync(schemasFolder) ? readdirSync(schemasFolder).filter((file) => file.endsWith('.json')) : [];

  return published.flatMap((file) => {
    const next = schemas.find((one) => one.file === file);
    if (!next)
      return [
        `schemas/${file} is published, but no class makes it any more. Keep the class, or remove the file if nobody reads the topic.`,
      ];
    const before = JSON.parse(readFileSync(join(schemasFolder, file), 'utf8')) as JsonSchema;

    return breakingChanges(before, next.schema).map(
      (change) => `schemas/${file}: ${change}. Keep the old shape, or publish a new version.`,
    );
  });
};

const report = (problems: readonly string[]): void => {
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exitCode = problems.length > 0 ? 1 : 0;
};

main(process.argv.includes('--check')).then(report, (error: Error) => report([error.stack ?? error.message]));
