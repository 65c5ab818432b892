import { getMetadataStorage, IS_OPTIONAL, ValidationTypes, type ValidationArguments } from 'class-validator';
import { plainToInstance } from 'class-transformer';
import type { ContractClass } from './checker';
import { plainRule } from './plain-rules';

type ValidationMetadata = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];
type Fields = Readonly<Record<string, unknown>>;
type Test = (value: unknown, object: Fields) => boolean;
export type Rules = (object: Fields) => boolean;

/** Partial records: a column that is absent was not captured, which breaks no rule; `null` is a value and must keep them. */
export interface CompileOptions {
  readonly absentIsFine: boolean;
}

/**
 * The decorators of a class as one predicate over plain JSON: what stock class-validator decides for an instance, at four times the
 * speed. `compile-rules.spec.ts` holds the two together.
 */
export const compileRules = (cls: ContractClass, options: CompileOptions): Rules => {
  const known = compiledOf(cls, options);
  if (known) return known;

  // Registered before its properties are compiled, for classes that contain themselves.
  const tests: ((object: Fields) => boolean)[] = [];
  const rules: Rules = (object) => {
    for (const test of tests) if (!test(object)) return false;
    return true;
  };
  remember(cls, options, rules);

  const metadata = getMetadataStorage().getTargetValidationMetadatas(cls, '', false, false);
  if (metadata.length === 0)
    throw new Error(`${cls.name} has no class-validator decorators, so it says nothing about its values. Declare its fields.`);
  for (const [property, ofProperty] of byProperty(metadata)) tests.push(propertyTest(cls, property, ofProperty, options));

  return rules;
};

const propertyTest = (cls: ContractClass, property: string, all: readonly ValidationMetadata[], options: CompileOptions): Rules => {
  const conditional = all.filter(({ type }) => type === ValidationTypes.CONDITIONAL_VALIDATION);
  const isOptional = conditional.some(({ name }) => name === IS_OPTIONAL);
  const conditions = conditional
    .filter(({ name }) => name !== IS_OPTIONAL)
    .map((metadata) => metadata.constraints[0] as (object: Fields, value: unknown) => boolean);
  const tests = all.flatMap((metadata): Test[] => testsOf(cls, metadata, options));
  const { absentIsFine } = options;

  return (object) => {
    const value = object[property];
    if (value === undefined && (absentIsFine || isOptional)) return true;
    if (value === null && isOptional) return true;
    for (const condition of conditions) if (!condition(object, value)) return true;
    for (const test of tests) if (!test(value, object)) return false;

    return true;
  };
};

const testsOf = (cls: ContractClass, metadata: ValidationMetadata, options: CompileOptions): Test[] => {
  switch (metadata.type) {
    case ValidationTypes.CONDITIONAL_VALIDATION:
    case ValidationTypes.WHITELIST:
      return [];
    case ValidationTypes.NESTED_VALIDATION:
      return [nestedTest(cls, metadata.propertyName, options)];
    case ValidationTypes.CUSTOM_VALIDATION:
    case ValidationTypes.IS_DEFINED:
      return getMetadataStorage()
        .getTargetValidatorConstraints(metadata.constraintCls)
        .map((constraint) => {
          if (constraint.async)
            throw new Error(`${cls.name}.${metadata.propertyName}: asynchronous rules cannot guard a topic. Make the rule synchronous.`);

          return constraintTest(cls, metadata, (value, parameters) => constraint.instance.validate(value, parameters) as boolean);
        });
    default:
      throw new Error(
        `${cls.name}.${metadata.propertyName}: rules of type ${metadata.type} are not known to compileRules. Teach it, or use another rule.`,
      );
  }
};

const constraintTest = (
  cls: ContractClass,
  { name, propertyName, constraints, each, validateIf }: ValidationMetadata,
  validate: (value: unknown, parameters: ValidationArguments) => boolean,
): Test => {
  const plain = validateIf ? undefined : plainRule(name, constraints);
  if (plain) return each ? (value) => (Array.isArray(value) ? value.every(plain) : plain(value)) : plain;

  // One for all calls: rules are synchronous and look at it while they decide; an object for each was most of what a check left behind.
  const parameters = { targetName: cls.name, property: propertyName, object: {}, value: undefined as unknown, constraints };

  return (value, object) => {
    if (validateIf && !validateIf(object, value)) return true;
    parameters.object = object;
    parameters.value = value;

    return each && Array.isArray(value) ? value.every((element) => validate(element, parameters)) : validate(value, parameters);
  };
};

const nestedTest = (cls: ContractClass, property: string, options: CompileOptions): Test => {
  const nested = nestedClassOf(cls, property);
  let rules: Rules | undefined;

  const test = (value: unknown): boolean => {
    if (value === undefined) return true;
    if (Array.isArray(value)) return value.every(test);
    if (typeof value !== 'object' || value === null) return false;

    return (rules ??= compileRules(nested, options))(value as Fields);
  };

  return test;
};

/** Asks class-transformer for what `@Type` said, through the front door: it makes an empty instance. */
const nestedClassOf = (cls: ContractClass, property: string): ContractClass => {
  const nested = (plainToInstance(cls, { [property]: {} }) as Record<string, object | undefined>)[property]?.constructor;
  if (!nested || nested === Object)
    throw new Error(`${cls.name}.${property}: @ValidateNested without @Type(() => Class) says nothing. Add @Type.`);

  return nested as ContractClass;
};

const byProperty = (metadata: readonly ValidationMetadata[]): Map<string, ValidationMetadata[]> => {
  const grouped = new Map<string, ValidationMetadata[]>();
  for (const one of metadata) grouped.set(one.propertyName, [...(grouped.get(one.propertyName) ?? []), one]);

  return grouped;
};

// Two maps rather than one key: class names are not unique.
const compiledWhole = new WeakMap<ContractClass, Rules>();
const compiledPartial = new WeakMap<ContractClass, Rules>();
const compiledOf = (cls: ContractClass, { absentIsFine }: CompileOptions): Rules | undefined =>
  (absentIsFine ? compiledPartial : compiledWhole).get(cls);
const remember = (cls: ContractClass, { absentIsFine }: CompileOptions, rules: Rules): unknown =>
  (absentIsFine ? compiledPartial : compiledWhole).set(cls, rules);
