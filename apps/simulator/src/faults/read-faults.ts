import { ownMember } from '../shell/own-member';
import { ControlRefusal } from '../control/control-refusal';
import { isObject, type JsonObject, knownMembersOnly, objectMember, textMember, wholeNumber } from '../control/read-body';
import type { SystemName } from '../statistics/statistics';
import {
  type FinanceSwitches,
  type LimitsFault,
  noFaults,
  type RejectRowsFault,
  type SystemFaults,
  type ThrottleFault,
} from './fault-members';

type Change = (faults: SystemFaults) => SystemFaults;
type Reader = (value: unknown, name: string) => Change;

/** Reads the body of `POST /_sim/faults` into the change it makes to one system's faults. `null` puts a member back to its default. */
export const readFaults = (body: JsonObject, system: SystemName): Change => {
  const changes = Object.entries(body)
    .filter(([name]) => name !== 'system' && name !== 'seed')
    .map(([name, value]): Change => {
      const reader = ownMember(readers, name) ?? (system === 'finance' ? ownMember(financeReaders, name) : undefined);
      // A switch of Finance in a call for both systems concerns Finance alone.
      if (reader === undefined && Object.hasOwn(financeReaders, name) && body['system'] === undefined) return (faults) => faults;
      if (reader === undefined) {
        const known = ['system', 'seed', ...Object.keys(readers), ...(system === 'finance' ? Object.keys(financeReaders) : [])];
        throw new ControlRefusal(`Unknown fault '${name}'. Known are: ${known.join(', ')}.`);
      }
      return reader(value, name);
    });
  return (faults) => changes.reduce((changed, change) => change(changed), faults);
};

const rate = (value: unknown, name: string): number => {
  if (typeof value !== 'number' || !(value >= 0 && value <= 1)) throw new ControlRefusal(`'${name}' must be a share from 0 to 1.`);
  return value;
};

const range = (value: unknown, name: string): readonly [number, number] => {
  const [low, high] = Array.isArray(value) && value.length === 2 ? (value as unknown[]) : [value, value];
  if (typeof low !== 'number' || typeof high !== 'number' || !(low >= 0 && high >= low)) {
    throw new ControlRefusal(`'${name}' must be milliseconds, or a pair of them in ascending order.`);
  }
  return [low, high];
};

const flag = (value: unknown, name: string): boolean => {
  if (typeof value !== 'boolean') throw new ControlRefusal(`'${name}' must be true or false.`);
  return value;
};

const status = (value: unknown, name: string): number => {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 400 || value > 599) {
    throw new ControlRefusal(`'${name}' must be an HTTP status from 400 to 599.`);
  }
  return value;
};

const oneOf =
  <Word extends string>(...words: readonly Word[]) =>
  (value: unknown, name: string): Word => {
    if (!words.includes(value as Word)) throw new ControlRefusal(`'${name}' must be one of: ${words.join(', ')}.`);
    return value as Word;
  };

const member =
  <Name extends keyof SystemFaults>(name: Name, read: (value: unknown, label: string) => SystemFaults[Name]): Reader =>
  (value, label) => {
    const wanted = value === null ? noFaults[name] : read(value, label);
    return (faults) => ({ ...faults, [name]: wanted });
  };

const financeMember =
  <Name extends keyof FinanceSwitches>(name: Name, read: (value: unknown, label: string) => FinanceSwitches[Name]): Reader =>
  (value, label) => {
    const wanted = value === null ? noFaults.finance[name] : read(value, label);
    return (faults) => ({ ...faults, finance: { ...faults.finance, [name]: wanted } });
  };

const throttle = (value: unknown, name: string): ThrottleFault | undefined => {
  if (value === 'none' || value === false) return undefined;
  if (!isObject(value)) throw new ControlRefusal(`'${name}' must be an object.`);
  knownMembersOnly(value, ['mode', 'limit', 'retryAfter', 'insideBatch', 'times', 'rate'], `'${name}'`);
  const mode = oneOf('requests', 'executionTime', 'concurrency', 'resource', 'user')(value['mode'], `${name}.mode`);
  const retryAfter = value['retryAfter'] === null ? null : (value['retryAfter'] ?? 1);
  if (retryAfter !== null && (typeof retryAfter !== 'number' || !(retryAfter >= 0))) {
    throw new ControlRefusal(`'${name}.retryAfter' must be seconds, or null to leave the header out.`);
  }
  return {
    mode,
    limit: value['limit'] === undefined ? undefined : oneOf('requests', 'time', 'concurrency')(value['limit'], `${name}.limit`),
    retryAfter,
    insideBatch: value['insideBatch'] === undefined ? undefined : flag(value['insideBatch'], `${name}.insideBatch`),
    times: wholeNumber(value['times'] ?? 1, `${name}.times`),
    rate: value['rate'] === undefined ? undefined : rate(value['rate'], `${name}.rate`),
  };
};

const positive = (value: unknown, name: string): number => {
  if (typeof value !== 'number' || !(value > 0)) throw new ControlRefusal(`'${name}' must be a number above 0.`);
  return value;
};

const limits = (value: unknown, name: string): LimitsFault | undefined => {
  if (value === false) return undefined;
  if (!isObject(value)) throw new ControlRefusal(`'${name}' must be an object.`);
  knownMembersOnly(value, ['requests', 'executionSeconds', 'concurrent', 'windowSeconds'], `'${name}'`);
  return {
    requests: positive(value['requests'] ?? 6000, `${name}.requests`),
    executionSeconds: positive(value['executionSeconds'] ?? 1200, `${name}.executionSeconds`),
    concurrent: positive(value['concurrent'] ?? 52, `${name}.concurrent`),
    windowSeconds: positive(value['windowSeconds'] ?? 300, `${name}.windowSeconds`),
  };
};

const objects = (value: unknown, name: string): JsonObject[] => {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) => {
    if (!isObject(item)) throw new ControlRefusal(`'${name}' must be an object, or a list of them.`);
    return item;
  });
};

const rejectRows = (value: unknown, name: string): RejectRowsFault[] =>
  objects(value, name).map((item) => {
    knownMembersOnly(item, ['table', 'where', 'message'], `'${name}'`);
    return { table: textMember(item, 'table'), where: objectMember(item, 'where'), message: textMember(item, 'message') };
  });

/** One more table's rule is added to those of other tables; the same table's rule is replaced. */
const rejectRowsReader: Reader = (value, name) => {
  const wanted = value === null || value === false ? undefined : rejectRows(value, name);
  return (faults) => ({
    ...faults,
    rejectRows: wanted ? [...faults.rejectRows.filter((known) => !wanted.some((rule) => rule.table === known.table)), ...wanted] : [],
  });
};

const readers: Readonly<Record<string, Reader>> = {
  latencyMs: member('latencyMs', range),
  offline: member('offline', flag),
  errorRate: member('errorRate', rate),
  status: member('status', status),
  error: member('error', (value, name) => {
    if (!isObject(value)) throw new ControlRefusal(`'${name}' must be an object.`);
    knownMembersOnly(value, ['code', 'message'], `'${name}'`);
    return {
      ...(value['code'] === undefined ? {} : { code: textMember(value, 'code') }),
      ...(value['message'] === undefined ? {} : { message: textMember(value, 'message') }),
    };
  }),
  emptyConditionalCodes: member('emptyConditionalCodes', flag),
  lostReplyRate: member('lostReplyRate', rate),
  lostEventRate: member('lostEventRate', rate),
  duplicateEventRate: member('duplicateEventRate', rate),
  eventDelayMs: member('eventDelayMs', range),
  throttle: member('throttle', throttle),
  limits: member('limits', limits),
  updateConflicts: member('updateConflicts', (value, name) =>
    value === false
      ? []
      : objects(value, name).map((item) => {
          knownMembersOnly(item, ['table', 'count'], `'${name}'`);
          return {
            table: item['table'] === undefined ? undefined : textMember(item, 'table'),
            count: wholeNumber(item['count'] ?? 1, `${name}.count`),
          };
        }),
  ),
  rejectRows: rejectRowsReader,
};

const financeReaders: Readonly<Record<string, Reader>> = {
  pageSize: financeMember('pageSize', (value, name) => wholeNumber(value, name, 1)),
  businessErrorStatus: financeMember('businessErrorStatus', status),
  actionErrorStatus: financeMember('actionErrorStatus', status),
  staleEtagStatus: financeMember('staleEtagStatus', status),
  absentOnWrite: financeMember('absentOnWrite', status),
  filterFunctions: financeMember('filterFunctions', oneOf('reject', 'allow')),
  language: financeMember('language', (value, name) => textMember({ [name]: value }, name)),
  coldStartMs: financeMember('coldStartMs', (value, name) => wholeNumber(value, name)),
  htmlGateway: financeMember('htmlGateway', flag),
  numberSequences: financeMember('numberSequences', (value, name) => {
    if (!isObject(value)) throw new ControlRefusal(`'${name}' must be an object of entity sets.`);
    const numbering = oneOf('automatic', 'manual');
    const byCompany = (given: JsonObject, set: string) =>
      Object.fromEntries(
        Object.entries(given).map(([company, how]) => [company.toLowerCase(), numbering(how, `${name}.${set}.${company}`)]),
      );
    return Object.fromEntries(
      Object.entries(value).map(([set, how]) => [set, isObject(how) ? byCompany(how, set) : numbering(how, `${name}.${set}`)]),
    );
  }),
  events: (value, name) => {
    if (!isObject(value)) throw new ControlRefusal(`'${name}' must be an object.`);
    knownMembersOnly(value, ['envelope', 'duplicate', 'reorder', 'drop'], `'${name}'`);
    const changes: Change[] = [];
    if (value['envelope'] !== undefined)
      changes.push(financeMember('eventEnvelope', oneOf('new', 'old'))(value['envelope'], `${name}.envelope`));
    if (value['reorder'] !== undefined) changes.push(financeMember('reorderEventRate', rate)(value['reorder'], `${name}.reorder`));
    if (value['duplicate'] !== undefined) changes.push(member('duplicateEventRate', rate)(value['duplicate'], `${name}.duplicate`));
    if (value['drop'] !== undefined) changes.push(member('lostEventRate', rate)(value['drop'], `${name}.drop`));
    return (faults) => changes.reduce((changed, change) => change(changed), faults);
  },
};
