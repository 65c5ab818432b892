import type { SystemName } from '../statistics/statistics';
import type { ControlRoutes } from './control-api';
import { ControlRefusal } from './control-refusal';
import type { DataSystems } from './data-systems';
import {
  isObject,
  type JsonObject,
  knownMembersOnly,
  listMember,
  objectMember,
  readObject,
  systemMember,
  textMember,
  wholeNumber,
} from './read-body';

export interface BaseCurrencyOption {
  readonly isocurrencycode: string;
  readonly currencyname: string;
  readonly currencysymbol: string;
}

export interface StateHost {
  readonly systems: DataSystems;
  readonly datasets: readonly string[];
  /** Starts over with this data set. */
  reset(dataset: string, baseCurrency?: BaseCurrencyOption): void;
  advanceClock(seconds: number): void;
  nowIso(): string;
}

/** `POST /_sim/reset`, `tables`, `seed`, `generate`, `clock`, and `GET /_sim/rows`. */
export const stateRoutes = (host: StateHost): ControlRoutes => ({
  'POST /reset': ({ body }) => {
    const options = readObject(body);
    knownMembersOnly(options, ['dataset', 'baseCurrency']);
    const dataset = options['dataset'] === undefined ? 'empty' : textMember(options, 'dataset');
    if (!host.datasets.includes(dataset)) throw new ControlRefusal(`'dataset' must be one of: ${host.datasets.join(', ')}.`);
    host.reset(dataset, options['baseCurrency'] === undefined ? undefined : readBaseCurrency(objectMember(options, 'baseCurrency')));
  },
  'POST /tables': ({ body }) => {
    const options = readObject(body);
    knownMembersOnly(options, ['system', 'tables']);
    host.systems[systemMember(options)].define(listMember(options, 'tables'));
  },
  'POST /seed': ({ body }) => {
    const options = readObject(body);
    knownMembersOnly(options, ['system', 'table', 'rows']);
    host.systems[systemMember(options)].seed(textMember(options, 'table'), listMember(options, 'rows'));
  },
  'POST /generate': ({ body }) => {
    const options = readObject(body);
    knownMembersOnly(options, ['system', 'table', 'count', 'template']);
    const template = objectMember(options, 'template');
    host.systems[systemMember(options)].generate(textMember(options, 'table'), wholeNumber(options['count'], 'count'), template);
  },
  'GET /rows': ({ query }) => {
    const system = systemOf(query.get('system'));
    const table = query.get('table');
    if (table === null || table === '') throw new ControlRefusal("'table' must be given.");
    return host.systems[system].rows(table, countOf(query, 'top'), countOf(query, 'skip'));
  },
  'POST /clock': ({ body }) => {
    const options = readObject(body);
    knownMembersOnly(options, ['advanceSeconds']);
    const seconds = options['advanceSeconds'];
    if (typeof seconds !== 'number' || !Number.isFinite(seconds)) throw new ControlRefusal("'advanceSeconds' must be a number of seconds.");
    host.advanceClock(seconds);
    return { now: host.nowIso() };
  },
});

const systemOf = (text: string | null): SystemName => {
  if (text !== 'dataverse' && text !== 'finance') throw new ControlRefusal("'system' must be 'dataverse' or 'finance'.");
  return text;
};

const countOf = (query: URLSearchParams, name: string): number | undefined => {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  return wholeNumber(Number(text), name);
};

const readBaseCurrency = (value: JsonObject): BaseCurrencyOption => {
  if (!isObject(value)) throw new ControlRefusal("'baseCurrency' must be an object.");
  knownMembersOnly(value, ['isocurrencycode', 'currencyname', 'currencysymbol'], "'baseCurrency'");
  const code = textMember(value, 'isocurrencycode');
  return {
    isocurrencycode: code,
    currencyname: value['currencyname'] === undefined ? code : textMember(value, 'currencyname'),
    currencysymbol: value['currencysymbol'] === undefined ? code : textMember(value, 'currencysymbol'),
  };
};
