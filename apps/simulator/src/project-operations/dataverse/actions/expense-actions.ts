import { amountOf } from '../amounts';
import { digitsOf } from '../booking/prices';
import { lookup } from '../office';
import { refuseRecallOfExternal } from '../rules/g6-external-expense';
import { entryActions } from './entry-actions';
import { idOf, optionalDay, optionalDecimal, optionalRecord, optionalText, requiredDecimal, requiredRecord } from './parameters';

/** What a consultant spent. */
export const expenseActions = entryActions({
  noun: 'expense',
  table: 'msdyn_expense',
  label: 'an expense',
  fields: {
    resource: 'Bookable resource who spent: id or name',
    project: 'Project: id, number or name',
    task: 'Task of the project: id, activity number or subject',
    category: 'Expense category: id, name or Finance category',
    date: 'Day of the expense; today when absent',
    quantity: 'Pieces; 1 when absent',
    price: 'Price of one, before tax',
    tax: 'Sales tax amount',
    currency: 'Currency code of price and tax',
    description: 'What it was for',
  },
  enter: (office, parameters) => {
    const project = requiredRecord(office, parameters, 'project', 'msdyn_project');
    const projectId = idOf(project, 'msdyn_project');
    const task = optionalRecord(office, parameters, 'task', 'msdyn_projecttask', (row) => lookup(row, 'msdyn_project') === projectId);
    const company = lookup(project, 'msdyn_owningcompany');
    const category = requiredRecord(
      office,
      parameters,
      'category',
      'msdyn_expensecategory',
      (row) => (lookup(row, 'msdyn_owningcompany') ?? company) === company,
    );
    const currencyId = idOf(requiredRecord(office, parameters, 'currency', 'transactioncurrency'), 'transactioncurrency');
    const resource = optionalRecord(office, parameters, 'resource', 'bookableresource');
    const quantity = optionalDecimal(parameters, 'quantity') ?? '1';
    const price = requiredDecimal(parameters, 'price');
    const entry = office.create('msdyn_expense', {
      msdyn_name: optionalText(parameters, 'description') ?? null,
      msdyn_transactiondate: `${optionalDay(parameters, 'date') ?? office.today}T00:00:00Z`,
      msdyn_quantity: quantity,
      msdyn_price: price,
      msdyn_amount: amountOf(quantity, price, digitsOf(office, currencyId)),
      msdyn_salestaxamount: optionalDecimal(parameters, 'tax') ?? null,
      _msdyn_project_value: projectId,
      _msdyn_task_value: task?.['msdyn_projecttaskid'] ?? null,
      _msdyn_expensecategory_value: idOf(category, 'msdyn_expensecategory'),
      _msdyn_bookableresource_value: resource?.['bookableresourceid'] ?? null,
      _msdyn_owningcompany_value: company ?? null,
      _transactioncurrencyid_value: currencyId,
    });
    return idOf(entry, 'msdyn_expense');
  },
  mayBeRecalled: refuseRecallOfExternal,
});
