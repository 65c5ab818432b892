import { readFileSync } from 'node:fs';
import { validateSync } from 'class-validator';
import { ConfigurationError, type ConfigurationProblem } from './configuration-error';
import { bindingsOf, type EnvBinding } from './env.decorator';

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads a configuration class from the environment. Throws ConfigurationError with everything that is wrong, at once. */
export const readConfig = <T extends object>(cls: new () => T, env: Environment = process.env): T => {
  const config = new cls() as T & Record<string, unknown>;
  const bindings = bindingsOf(cls.prototype as object);
  const problems: ConfigurationProblem[] = [];
  const given = new Map<string, string>();

  for (const binding of bindings) {
    const text = textOf(binding, env, problems);
    if (text === undefined) continue;
    given.set(binding.property, text);
    (config as Record<string, unknown>)[binding.property] = converted(text, typeFor(cls, binding.property, config));
  }
  for (const { property, constraints } of validateSync(config, { forbidUnknownValues: false })) {
    const binding = bindings.find((one) => one.property === property);
    problems.push({
      variable: binding?.variable ?? property,
      value: shown(binding, given.get(property)),
      allowed: Object.values(constraints ?? {})
        .map((message) => message.replace(new RegExp(`^${property} `), 'it '))
        .join(', and '),
    });
  }
  if (problems.length > 0) throw new ConfigurationError(problems);

  return config;
};

const textOf = ({ variable, secret }: EnvBinding, env: Environment, problems: ConfigurationProblem[]): string | undefined => {
  const file = secret ? env[`${variable}_FILE`] : undefined;
  if (!file) return env[variable] === '' ? undefined : env[variable];
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    problems.push({ variable: `${variable}_FILE`, value: file, allowed: `it must name a readable file (${(error as Error).message})` });

    return undefined;
  }
};

/** The declared type, or where the compiler left none, that of the default. */
const typeFor = (cls: new () => object, property: string, config: Readonly<Record<string, unknown>>): unknown => {
  const declared: unknown = Reflect.getMetadata('design:type', cls.prototype as object, property);

  return declared === undefined || declared === Object ? (config[property] as object | undefined)?.constructor : declared;
};

/** What does not convert stays text, so that the rule on the property names it. */
const converted = (text: string, type: unknown): unknown => {
  if (type === Number) return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
  if (type === Boolean) return text === 'true' ? true : text === 'false' ? false : text;
  if (type === Array) return text.split(',').map((part) => part.trim());

  return text;
};

const shown = (binding: EnvBinding | undefined, text: string | undefined): string | undefined =>
  text !== undefined && binding?.secret ? '(hidden)' : text;
