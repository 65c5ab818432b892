import { lookup } from '../office';
import { entryActions } from './entry-actions';
import { idOf, optionalDay, optionalDecimal, optionalRecord, optionalText, requiredDecimal, requiredRecord } from './parameters';

/** What material was used. */
export const usageActions = entryActions({
  noun: 'usage',
  table: 'msdyn_materialusagelog',
  label: 'a usage log',
  fields: {
    project: 'Project: id, number or name',
    task: 'Task of the project: id, activity number or subject',
    product: 'Product: id, number or name; absent for a write-in',
    writeIn: 'Name of a product that is not in the catalogue',
    category: 'Transaction category: id, name or number',
    date: 'Day of the use; today when absent',
    quantity: 'How much, in the unit of the product',
    cost: 'Cost of one; by price list or product when absent',
    price: 'Sales price of one; by price list or product when absent',
    currency: 'Currency code of cost and price',
    description: 'What for',
  },
  enter: (office, parameters) => {
    const project = requiredRecord(office, parameters, 'project', 'msdyn_project');
    const projectId = idOf(project, 'msdyn_project');
    const task = optionalRecord(office, parameters, 'task', 'msdyn_projecttask', (row) => lookup(row, 'msdyn_project') === projectId);
    const product = optionalRecord(office, parameters, 'product', 'product');
    const category = optionalRecord(office, parameters, 'category', 'msdyn_transactioncategory');
    const currency = optionalRecord(office, parameters, 'currency', 'transactioncurrency');
    const log = office.create('msdyn_materialusagelog', {
      msdyn_description: optionalText(parameters, 'description') ?? null,
      msdyn_usagedate: optionalDay(parameters, 'date') ?? office.today,
      msdyn_quantity: requiredDecimal(parameters, 'quantity'),
      msdyn_unitcost: optionalDecimal(parameters, 'cost') ?? null,
      msdyn_unitprice: optionalDecimal(parameters, 'price') ?? null,
      msdyn_writeinproductname: optionalText(parameters, 'writeIn') ?? null,
      _msdyn_project_value: projectId,
      _msdyn_task_value: task?.['msdyn_projecttaskid'] ?? null,
      _msdyn_product_value: product?.['productid'] ?? null,
      _msdyn_unit_value: lookup(product, 'defaultuomid') ?? null,
      _msdyn_transactioncategory_value: category?.['msdyn_transactioncategoryid'] ?? null,
      _msdyn_owningcompany_value: lookup(project, 'msdyn_owningcompany') ?? null,
      ...(currency === undefined ? {} : { _transactioncurrencyid_value: idOf(currency, 'transactioncurrency') }),
    });
    return idOf(log, 'msdyn_materialusagelog');
  },
});
