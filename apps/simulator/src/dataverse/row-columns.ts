import { divideDecimals } from '../odata/decimal';
import type { Row, Value } from '../odata/model';
import type { DataverseTable } from './dataverse-model';
import { type Environment, fixedIds } from './environment';
import { failures } from './errors';
import type { OptionDefinition } from './table-definition';

/** Columns that the platform derives from others: section 3.2 for money, 9.1 for the rest. All change `draft` in place. */

/** Currency, rate and `_base` twins. `changed`: columns sent by the caller. */
export const deriveMoney = (environment: Environment, table: DataverseTable, draft: Row, changed: ReadonlySet<string>): void => {
  if (table.moneyColumns.length === 0) return;
  const touched = changed.has('_transactioncurrencyid_value') || table.moneyColumns.some(({ name }) => changed.has(name));
  draft['_transactioncurrencyid_value'] ??= fixedIds.baseCurrency;
  if (!touched && draft['exchangerate'] !== undefined && draft['exchangerate'] !== null) return;
  const currencies = environment.store(environment.byType('transactioncurrency')!);
  const currency = currencies.get(String(draft['_transactioncurrencyid_value']));
  const rate = String(currency?.['exchangerate'] ?? '1');
  draft['exchangerate'] = rate;
  for (const { name, scale } of table.moneyColumns) {
    const amount = draft[name] ?? null;
    if (amount === null && draft[`${name}_base`] === undefined) continue;
    draft[`${name}_base`] = amount === null || rate === '0' ? null : divideDecimals(String(amount), rate, scale ?? 4);
  }
};

export const deriveComputed = (table: DataverseTable, draft: Row): void => {
  for (const { name, computed } of table.computedColumns) {
    const parts = computed!.map((part) => draft[part]).filter((part) => part !== null && part !== undefined && part !== '');
    draft[name] = parts.length === 0 ? null : parts.join(' ');
  }
};

export const deriveOwner = (environment: Environment, draft: Row): void => {
  const isTeam = draft['_ownerid_value@type'] === 'team';
  draft['_owninguser_value'] = isTeam ? null : (draft['_ownerid_value'] ?? null);
  if (isTeam) draft['_owningteam_value'] = draft['_ownerid_value'] ?? null;
  else if (draft['_owningteam_value'] !== undefined) draft['_owningteam_value'] = null;
  draft['_owningbusinessunit_value'] ??= fixedIds.businessUnit;
};

/** Fills the state or the status that was not sent, and refuses a pair that does not fit. */
export const deriveState = (table: DataverseTable, draft: Row, sent: ReadonlyMap<string, Value>, isCreate: boolean): void => {
  const states = table.columns.get('statecode')?.options;
  const statuses = table.columns.get('statuscode')?.options;
  const state = Number(draft['statecode'] ?? states?.[0]?.value ?? 0);
  draft['statecode'] = state;
  const sendsStatus = (sent.get('statuscode') ?? null) !== null;
  if (!sendsStatus && (isCreate || sent.has('statecode'))) draft['statuscode'] = defaultStatus(statuses, state);
  const status = Number(draft['statuscode']);
  const belongsTo = statuses?.find(({ value }) => value === status)?.state;
  if (belongsTo !== undefined && belongsTo !== state) {
    const label = states?.find(({ value }) => value === state)?.label ?? String(state);
    throw failures.statusDoesNotFit(status, label, table.logicalName, String(draft[table.primaryId]));
  }
};

const defaultStatus = (statuses: readonly OptionDefinition[] | undefined, state: number): number =>
  statuses?.find((option) => option.state === state)?.value ??
  (statuses?.some((option) => option.state !== undefined) ? undefined : statuses?.[state]?.value) ??
  state + 1;
