import { ControlRefusal } from '../../../control/control-refusal';
import { type JsonObject, knownMembersOnly, listMember } from '../../../control/read-body';
import type { Row } from '../../../odata/model';
import { amountOf, sumOf } from '../amounts';
import { readContractLine } from '../booking/contract-line';
import { digitsOf } from '../booking/prices';
import { lookup, type Office, text, type Values } from '../office';
import { checkClass } from '../rules/class-matrix';
import { amountMethod, billingType, customerType, transactionClass, transactionType } from '../values';
import {
  idOf,
  optionalDay,
  optionalDecimal,
  optionalRecord,
  optionalText,
  optionalWord,
  requiredDecimal,
  requiredRecord,
} from './parameters';

/** Members of a line of an entry journal, and what each is. */
export const journalLineMembers: Readonly<Record<string, string>> = {
  type: 'cost, unbilledSales, billedSales, resourcingUnitCost or interOrganizationalSales',
  class: 'time, expense, material, fee, milestone or retainer',
  project: 'Project: id, number or name',
  contractLine: "Contract line: id, number or name; the project's when absent",
  customer: "Customer of the contract: account number, name or id; the only one's when absent",
  task: 'Task: id, activity number or subject',
  role: 'Role',
  resource: 'Bookable resource',
  category: 'Transaction category',
  product: 'Product',
  quantity: 'Quantity; 1 when absent',
  price: 'Price of one',
  tax: 'Tax amount',
  currency: 'Currency code',
  billingType: 'chargeable, nonChargeable, complimentary or notAvailable',
  date: 'Day; today when absent',
  description: 'Text',
};

/** The values of a journal line that somebody writes by hand. Throws `ControlRefusal` for a wrong member, `RuleRefusal` for what no journal may hold. */
export const journalLineOf = (office: Office, given: JsonObject): Values => {
  knownMembersOnly(given, Object.keys(journalLineMembers), 'A line');
  const type = optionalWord(given, 'type', transactionType);
  const ofClass = optionalWord(given, 'class', transactionClass);
  if (type === undefined || ofClass === undefined) throw new ControlRefusal("A line needs 'type' and 'class'.");
  const project = requiredRecord(office, given, 'project', 'msdyn_project');
  const projectId = idOf(project, 'msdyn_project');
  const ofProject = (row: Row): boolean => lookup(row, 'msdyn_project') === projectId;
  const line =
    optionalRecord(office, given, 'contractLine', 'salesorderdetail', ofProject) ??
    office.where('salesorderdetail', '_msdyn_project_value', projectId)[0];
  const contractLine = line && readContractLine(office, line);
  checkClass(type, ofClass, contractLine?.method);
  const currencyId = idOf(requiredRecord(office, given, 'currency', 'transactioncurrency'), 'transactioncurrency');
  const quantity = optionalDecimal(given, 'quantity') ?? '1';
  const price = requiredDecimal(given, 'price');
  const amount = amountOf(quantity, price, digitsOf(office, currencyId));
  const tax = optionalDecimal(given, 'tax');
  const date = optionalDay(given, 'date') ?? office.today;
  const midnight = `${date}T00:00:00Z`;
  const resource = optionalRecord(office, given, 'resource', 'bookableresource');
  const isLent = type === transactionType.resourcingUnitCost || type === transactionType.interOrganizationalSales;
  const isSold = type === transactionType.unbilledSales || type === transactionType.billedSales;
  const projectCompany = lookup(project, 'msdyn_owningcompany') ?? null;
  const resourcingCompany = lookup(resource, 'msdyn_company') ?? projectCompany;
  return {
    msdyn_transactiontypecode: type,
    msdyn_transactionclassification: ofClass,
    msdyn_billingtype: optionalWord(given, 'billingType', billingType) ?? (isSold ? billingType.chargeable : billingType.notAvailable),
    msdyn_amountmethod: amountMethod.quantityByPrice,
    msdyn_quantity: quantity,
    msdyn_price: price,
    msdyn_amount: amount,
    ...(tax === undefined ? {} : { msdyn_tax: tax }),
    msdyn_extendedamount: sumOf([amount, tax ?? '0']),
    msdyn_description: optionalText(given, 'description') ?? null,
    msdyn_transactiondate: date,
    msdyn_documentdate: midnight,
    msdyn_accountingdate: midnight,
    msdyn_startdatetime: midnight,
    msdyn_enddatetime: midnight,
    msdyn_exchangeratedate: midnight,
    _transactioncurrencyid_value: currencyId,
    _msdyn_owningcompany_value: isLent ? resourcingCompany : projectCompany,
    _msdyn_resourcingcompany_value: resourcingCompany,
    _msdyn_project_value: projectId,
    _msdyn_task_value: optionalRecord(office, given, 'task', 'msdyn_projecttask', ofProject)?.['msdyn_projecttaskid'] ?? null,
    _msdyn_resourcecategory_value:
      optionalRecord(office, given, 'role', 'bookableresourcecategory')?.['bookableresourcecategoryid'] ?? null,
    _msdyn_bookableresource_value: resource?.['bookableresourceid'] ?? null,
    _msdyn_transactioncategory_value:
      optionalRecord(office, given, 'category', 'msdyn_transactioncategory')?.['msdyn_transactioncategoryid'] ?? null,
    _msdyn_product_value: optionalRecord(office, given, 'product', 'product')?.['productid'] ?? null,
    _msdyn_salescontract_value: contractLine?.contractId ?? null,
    _msdyn_salescontractlineid_value: contractLine?.id ?? null,
    ...(isSold ? customerOf(office, given, contractLine?.shares ?? []) : {}),
  };
};

/** A sale by journal belongs to one customer of the contract; without one it can be entered, and not invoiced (G11). */
const customerOf = (office: Office, given: JsonObject, shares: ReturnType<typeof readContractLine>['shares']): Values => {
  const account = optionalRecord(office, given, 'customer', 'account');
  const share =
    account === undefined
      ? shares.length === 1
        ? shares[0]
        : undefined
      : shares.find(({ accountId }) => accountId === text(account, 'accountid'));
  if (share === undefined) return {};
  return {
    _msdyn_projectcontractsplitbillingrule_value: share.ruleId,
    _msdyn_accountcustomer_value: share.accountId ?? null,
    _msdyn_contactcustomer_value: share.contactId ?? null,
    msdyn_customertype: share.contactId === undefined ? customerType.account : customerType.contact,
  };
};

export const linesOf = (parameters: JsonObject): JsonObject[] => {
  const lines = listMember(parameters, 'lines');
  if (lines.length === 0) throw new ControlRefusal("'lines' must have a line.");
  return lines;
};
