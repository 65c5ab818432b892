import { ActionRefused, type SimulatorAction } from '../../../control/action-routes';
import { ControlRefusal } from '../../../control/control-refusal';
import { type JsonObject, optionalText, textMember } from '../../../control/read-body';
import { canonicalDecimal } from '../../../odata/decimal';
import { RuleRefusal } from '../../../odata/rules';
import type { Books } from '../books';
import { dayOfTime } from '../columns';

/** An action of an accountant, given the books of the environment. */
export interface FinanceAction {
  readonly name: string;
  readonly summary: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly run: (books: Books, given: JsonObject) => JsonObject;
}

/** As the control API calls it; what a rule refuses on the way is 422 in the words of the rule. */
export const simulatorAction = (action: FinanceAction, books: Books): SimulatorAction => ({
  name: action.name,
  system: 'finance',
  summary: action.summary,
  parameters: action.parameters,
  run: (given) => {
    try {
      return action.run(books, given);
    } catch (error) {
      throw error instanceof RuleRefusal ? new ActionRefused(error.message) : error;
    }
  },
});

export const companyGiven = (given: JsonObject, name = 'company'): string => textMember(given, name).toLowerCase();

/** `YYYY-MM-DD`; today by the simulator's clock when it is not given. */
export const dayGiven = (books: Books, given: JsonObject, name = 'date'): string => {
  const day = optionalText(given, name) ?? dayOfTime(books.now());
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)))
    throw new ControlRefusal(`'${name}' must be a day such as 2026-03-31.`);
  return day;
};

/** Decimal text out of a JSON text or number. */
export const amountGiven = (given: JsonObject, name: string, otherwise?: string): string => {
  const value = given[name];
  if (value === undefined && otherwise !== undefined) return otherwise;
  const amount = typeof value === 'string' || typeof value === 'number' ? canonicalDecimal(String(value)) : undefined;
  if (amount === undefined) throw new ControlRefusal(`'${name}' must be a number, or a number as text.`);
  return amount;
};

export const flagGiven = (given: JsonObject, name: string, otherwise: boolean): boolean => {
  const value = given[name];
  if (value === undefined) return otherwise;
  if (typeof value !== 'boolean') throw new ControlRefusal(`'${name}' must be true or false.`);
  return value;
};

export const wholeGiven = (given: JsonObject, name: string): number | undefined => {
  const value = given[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new ControlRefusal(`'${name}' must be a whole number.`);
  return value;
};

export const textsGiven = (given: JsonObject, name: string): readonly string[] => {
  const value = given[name];
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value) || !value.every((item): item is string => typeof item === 'string'))
    throw new ControlRefusal(`'${name}' must be a list of texts.`);
  return value;
};
