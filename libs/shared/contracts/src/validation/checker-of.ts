import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { Checker, ContractClass, Violation } from './checker';
import { compileRules, type CompileOptions } from './compile-rules';

const isJsonObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const notAnObject: Violation = { property: '', rule: 'isObject', message: 'the value must be a JSON object' };

/** Checks whole messages of a class. */
export const checkerOf = (cls: ContractClass): Checker => compiledChecker(cls, { absentIsFine: false });

/** Checks records of a class of which not every column needs to be captured: absent columns are not looked at. */
export const partialCheckerOf = (cls: ContractClass): Checker => compiledChecker(cls, { absentIsFine: true });

const compiledChecker = (cls: ContractClass, options: CompileOptions): Checker => {
  const rules = compileRules(cls, options);

  return {
    name: cls.name,
    accepts: (value) => isJsonObject(value) && rules(value),
    violations: (value) => (isJsonObject(value) ? stockViolations(cls, value, options) : [notAnObject]),
  };
};

const stockViolations = (cls: ContractClass, value: object, { absentIsFine }: CompileOptions): Violation[] =>
  validateSync(plainToInstance(cls, value), {
    skipUndefinedProperties: absentIsFine,
    validationError: { target: false, value: false },
  }).flatMap((error) => flatten(error, ''));

const flatten = (error: ValidationError, path: string): Violation[] => {
  const property = path ? `${path}.${error.property}` : error.property;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({ property, rule, message }));

  return [...own, ...(error.children ?? []).flatMap((child) => flatten(child, property))];
};
