import { ControlRefusal } from '../../../control/control-refusal';
import type { JsonObject } from '../../../control/read-body';
import { canonicalDecimal } from '../../../odata/decimal';
import type { Row } from '../../../odata/model';
import { RuleRefusal } from '../../../odata/rules';
import { type Office, text } from '../office';

const guidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** People name a record by its id, or by the number or name they see. */
const namedBy: Readonly<Record<string, readonly string[]>> = {
  msdyn_project: ['msdyn_projectnumber', 'msdyn_subject'],
  msdyn_projecttask: ['msdyn_activitynumber', 'msdyn_subject'],
  bookableresource: ['name'],
  bookableresourcecategory: ['name', 'msdyn_resourcecategorynumber'],
  msdyn_transactioncategory: ['msdyn_name', 'msdyn_transactioncategorynumber'],
  msdyn_expensecategory: ['msdyn_name', 'msdyn_externalcategoryid'],
  product: ['msdyn_productnumber', 'name'],
  salesorder: ['msdyn_salesordernumber', 'name'],
  salesorderdetail: ['msdyn_contractlinenumber', 'salesorderdetailname'],
  account: ['accountnumber', 'name'],
  transactioncurrency: ['isocurrencycode'],
  cdm_company: ['cdm_companycode'],
  invoice: ['invoicenumber', 'name'],
  msdyn_projectvendorinvoice: ['msdyn_vendorinvoicenumber', 'msdyn_name'],
  msdyn_journal: ['msdyn_journalnumber', 'msdyn_description'],
  msdyn_contractlinescheduleofvalue: ['msdyn_milestoneidentifier', 'msdyn_name'],
};

/** The record that a parameter names; `undefined` when the parameter is absent. `within`: only rows that this accepts. */
export const optionalRecord = (
  office: Office,
  parameters: JsonObject,
  name: string,
  table: string,
  within: (row: Row) => boolean = () => true,
): Row | undefined => {
  const given = parameters[name];
  if (given === undefined || given === null) return undefined;
  if (typeof given !== 'string' || given === '') throw new ControlRefusal(`'${name}' must be an id, a number or a name.`);
  return record(office, given, table, within, name);
};

export const record = (office: Office, given: string, table: string, within: (row: Row) => boolean = () => true, name = table): Row => {
  const byId = guidPattern.test(given) ? office.find(table, given.toLowerCase()) : undefined;
  if (byId !== undefined) return byId;
  for (const column of namedBy[table] ?? []) {
    const [first, second] = office.where(table, column, given).filter(within);
    if (second !== undefined) throw new ControlRefusal(`'${name}' '${given}' names several rows of ${table}: give an id.`);
    if (first !== undefined) return first;
  }
  throw new RuleRefusal(`There is no ${table} '${given}'.`);
};

export const requiredRecord = (
  office: Office,
  parameters: JsonObject,
  name: string,
  table: string,
  within?: (row: Row) => boolean,
): Row => {
  const found = optionalRecord(office, parameters, name, table, within);
  if (found === undefined) throw new ControlRefusal(`'${name}' must be given: an id, a number or a name.`);
  return found;
};

/** A number or decimal text, as decimal text. */
export const optionalDecimal = (parameters: JsonObject, name: string): string | undefined => {
  const given = parameters[name];
  if (given === undefined || given === null) return undefined;
  const value = typeof given === 'number' || typeof given === 'string' ? canonicalDecimal(String(given)) : undefined;
  if (value === undefined) throw new ControlRefusal(`'${name}' must be a number.`);
  return value;
};

export const requiredDecimal = (parameters: JsonObject, name: string): string => {
  const value = optionalDecimal(parameters, name);
  if (value === undefined) throw new ControlRefusal(`'${name}' must be given: a number.`);
  return value;
};

export const optionalDay = (parameters: JsonObject, name: string): string | undefined => {
  const given = parameters[name];
  if (given === undefined || given === null) return undefined;
  if (typeof given !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(given) || Number.isNaN(Date.parse(given)))
    throw new ControlRefusal(`'${name}' must be a day like 2026-03-01.`);
  return given;
};

export const optionalText = (parameters: JsonObject, name: string): string | undefined => {
  const given = parameters[name];
  if (given === undefined || given === null) return undefined;
  if (typeof given !== 'string') throw new ControlRefusal(`'${name}' must be a text.`);
  return given;
};

/** One of some words, as its option value. */
export const optionalWord = (parameters: JsonObject, name: string, words: Readonly<Record<string, number>>): number | undefined => {
  const given = optionalText(parameters, name);
  if (given === undefined) return undefined;
  const value = Object.entries(words).find(([word]) => word.toLowerCase() === given.toLowerCase().replaceAll(/[\s-]/g, ''))?.[1];
  if (value === undefined) throw new ControlRefusal(`'${name}' must be one of: ${Object.keys(words).join(', ')}.`);
  return value;
};

/** A list of ids, or one. */
export const idList = (parameters: JsonObject, name: string): string[] | undefined => {
  const given = parameters[name];
  if (given === undefined || given === null) return undefined;
  const list: unknown[] = Array.isArray(given) ? given : [given];
  if (!list.every((item): item is string => typeof item === 'string'))
    throw new ControlRefusal(`'${name}' must be an id or a list of ids.`);
  return list.map((id) => id.toLowerCase());
};

export const idOf = (row: Row, table: string): string => text(row, `${table}id`);
