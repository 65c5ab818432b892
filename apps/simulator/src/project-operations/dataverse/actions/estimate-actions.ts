import type { JsonObject } from '../../../control/read-body';
import type { Row } from '../../../odata/model';
import { amountOf } from '../amounts';
import type { Booking } from '../booking/booking';
import { contractLineOf } from '../booking/contract-line';
import { digitsOf, expenseSalesPrice, priceIn, productPrice } from '../booking/prices';
import { lookup, type Office, text, type Values } from '../office';
import { billingType, transactionClass, transactionType } from '../values';
import type { OfficeAction } from './office-action';
import { idOf, optionalDay, optionalDecimal, optionalRecord, optionalText, requiredDecimal, requiredRecord } from './parameters';

const common = {
  project: 'Project: id, number or name',
  task: 'Task: id, activity number or subject',
  quantity: 'Quantity; 1 when absent',
  date: 'First day; today when absent',
  currency: 'Currency code of the cost',
  description: 'Text',
};

/** What is planned beside hours: a cost line, and where it will be billed a sales line that names it as its origin. */
export const estimateActions: readonly OfficeAction[] = [
  {
    name: 'estimate-expense',
    summary: 'Plans an expense: two estimate lines, cost and sales',
    parameters: {
      ...common,
      category: 'Transaction category: id, name or number',
      cost: 'Cost of one',
      price: 'Sales price of one; by price list when absent',
    },
    run: (office, parameters) => {
      const { projectId, taskId, quantity } = planned(office, parameters);
      const categoryId = idOf(requiredRecord(office, parameters, 'category', 'msdyn_transactioncategory'), 'msdyn_transactioncategory');
      const cost = priceIn(
        office,
        idOf(requiredRecord(office, parameters, 'currency', 'transactioncurrency'), 'transactioncurrency'),
        requiredDecimal(parameters, 'cost'),
      );
      const line = contractLineOf(office, projectId, taskId, transactionClass.expense);
      const contract = office.find('salesorder', line?.contractId);
      const currencyId = lookup(contract, 'transactioncurrencyid') ?? cost.currencyId;
      const entered = optionalDecimal(parameters, 'price');
      const sales =
        entered === undefined
          ? expenseSalesPrice(office, lookup(contract, 'pricelevelid'), categoryId, cost, currencyId)
          : priceIn(office, currencyId, entered);
      return pair(
        office,
        { ...valuesOf(office, parameters, transactionClass.expense), _msdyn_transactioncategory_value: categoryId },
        quantity,
        cost,
        line && { ...sales, lineId: line.id },
      );
    },
  },
  {
    name: 'estimate-material',
    summary: 'Plans material: two estimate lines, cost and sales',
    parameters: {
      ...common,
      product: 'Product: id, number or name; absent for a write-in',
      writeIn: 'Name of a product that is not in the catalogue',
      cost: 'Cost of one; by the product when absent',
      price: 'Sales price of one; by price list or product when absent',
    },
    run: (office, parameters) => {
      const { projectId, taskId, quantity } = planned(office, parameters);
      const product = optionalRecord(office, parameters, 'product', 'product');
      const productId = text(product, 'productid') || undefined;
      const costCurrency = idOf(requiredRecord(office, parameters, 'currency', 'transactioncurrency'), 'transactioncurrency');
      const entered = (name: string) => {
        const price = optionalDecimal(parameters, name);
        return price === undefined ? undefined : { price, currencyId: costCurrency };
      };
      const cost = productPrice(office, undefined, productId, entered('cost'), 'currentcost', costCurrency);
      const line = contractLineOf(office, projectId, taskId, transactionClass.material);
      const contract = office.find('salesorder', line?.contractId);
      const sales = productPrice(
        office,
        lookup(contract, 'pricelevelid'),
        productId,
        entered('price'),
        'price',
        lookup(contract, 'transactioncurrencyid') ?? costCurrency,
      );
      const values = {
        ...valuesOf(office, parameters, transactionClass.material),
        _msdyn_product_value: productId ?? null,
        _msdyn_unit_value: lookup(product, 'defaultuomid') ?? null,
        msdyn_writeinproductname: optionalText(parameters, 'writeIn') ?? null,
      };
      return pair(office, values, quantity, cost, line && { ...sales, lineId: line.id });
    },
  },
];

const planned = (
  office: Office,
  parameters: JsonObject,
): { readonly projectId: string; readonly taskId: string | undefined; readonly quantity: string } => {
  const projectId = idOf(requiredRecord(office, parameters, 'project', 'msdyn_project'), 'msdyn_project');
  const task = optionalRecord(office, parameters, 'task', 'msdyn_projecttask', (row: Row) => lookup(row, 'msdyn_project') === projectId);
  return { projectId, taskId: text(task, 'msdyn_projecttaskid') || undefined, quantity: optionalDecimal(parameters, 'quantity') ?? '1' };
};

const valuesOf = (office: Office, parameters: JsonObject, ofClass: Booking['transactionClass']): Values => {
  const { projectId, taskId } = planned(office, parameters);
  const midnight = `${optionalDay(parameters, 'date') ?? office.today}T00:00:00Z`;
  return {
    msdyn_description: optionalText(parameters, 'description') ?? null,
    msdyn_transactionclassification: ofClass,
    msdyn_startdatetime: midnight,
    msdyn_enddatetime: midnight,
    msdyn_documentdate: midnight,
    msdyn_accountingdate: midnight,
    _msdyn_project_value: projectId,
    _msdyn_task_value: taskId ?? null,
  };
};

const pair = (
  office: Office,
  values: Values,
  quantity: string,
  cost: { readonly price: string; readonly currencyId: string },
  sales: { readonly price: string; readonly currencyId: string; readonly lineId: string } | undefined,
): JsonObject => {
  const side = (type: number, billing: number, price: string, currencyId: string, more: Values = {}): Row =>
    office.create('msdyn_estimateline', {
      ...values,
      msdyn_transactiontypecode: type,
      msdyn_billingtype: billing,
      msdyn_quantity: quantity,
      msdyn_price: price,
      msdyn_amount: amountOf(quantity, price, digitsOf(office, currencyId)),
      _transactioncurrencyid_value: currencyId,
      _msdyn_salescontractlineid_value: sales?.lineId ?? null,
      ...more,
    });
  const costLine = side(transactionType.cost, billingType.notAvailable, cost.price, cost.currencyId);
  const costId = idOf(costLine, 'msdyn_estimateline');
  if (sales === undefined) return { costLine: costId };
  const salesLine = side(transactionType.unbilledSales, billingType.chargeable, sales.price, sales.currencyId, {
    _msdyn_origin_value: costId,
  });
  return { costLine: costId, salesLine: idOf(salesLine, 'msdyn_estimateline') };
};
