import type { Row } from '../../../odata/model';
import { RuleRefusal } from '../../../odata/rules';
import { hoursOf } from '../amounts';
import { decimal, lookup, type Office, text } from '../office';
import { transactionClass } from '../values';
import type { Booking, Source } from './booking';

/** What the entry of a person says, in the terms of every rule. Throws `RuleRefusal` for what is missing. */
export const readBooking = (office: Office, source: Source): Booking => {
  const row = office.get(source.table, source.id);
  const read = readers[source.table];
  if (read === undefined) throw new RuleRefusal(`Rows of ${source.table} cannot be booked.`);
  return read(office, row);
};

const readers: Readonly<Record<string, (office: Office, row: Row) => Booking>> = {
  msdyn_timeentry: (office, row) => {
    const resource = office.find('bookableresource', lookup(row, 'msdyn_bookableresource'));
    const task = office.find('msdyn_projecttask', lookup(row, 'msdyn_projecttask'));
    const roleId = lookup(row, 'msdyn_resourcecategory') ?? lookup(resource, 'msdyn_resourcecategory');
    const role = office.find('bookableresourcecategory', roleId);
    const minutes = Number(decimal(row, 'msdyn_duration'));
    if (minutes <= 0) throw new RuleRefusal('The duration of a time entry must be more than nothing.');
    return {
      ...common(office, row, resource),
      transactionClass: transactionClass.time,
      date: dayOf(row, 'msdyn_date'),
      quantity: hoursOf(minutes),
      ...optional('taskId', lookup(row, 'msdyn_projecttask')),
      ...optional('roleId', roleId),
      ...optional(
        'categoryId',
        lookup(row, 'msdyn_transactioncategory') ?? lookup(task, 'msdyn_transactioncategory') ?? lookup(role, 'msdyn_transactioncategory'),
      ),
      ...optional('unitId', lookup(office.where('msdyn_projectparameter', 'statecode', 0)[0], 'msdyn_defaultunit')),
    };
  },
  msdyn_expense: (office, row) => {
    const resource = office.find('bookableresource', lookup(row, 'msdyn_bookableresource'));
    const category = office.find('msdyn_expensecategory', lookup(row, 'msdyn_expensecategory'));
    return {
      ...common(office, row, resource),
      transactionClass: transactionClass.expense,
      date: dayOf(row, 'msdyn_transactiondate'),
      quantity: text(row, 'msdyn_quantity') || '1',
      ...optional('taskId', lookup(row, 'msdyn_task')),
      ...optional('categoryId', lookup(category, 'msdyn_expensecategoryuid')),
      ...optional('unitId', lookup(row, 'msdyn_unit')),
      ...optional('tax', text(row, 'msdyn_salestaxamount') || undefined),
      ...optional('externalReference', text(row, 'msdyn_externaltransactionid') || undefined),
      ...optional('externalOriginReference', text(row, 'msdyn_externalprojecttransid') || undefined),
    };
  },
  msdyn_materialusagelog: (office, row) => {
    const resource = office.find('bookableresource', lookup(row, 'msdyn_bookableresource'));
    return {
      ...common(office, row, resource),
      transactionClass: transactionClass.material,
      date: dayOf(row, 'msdyn_usagedate'),
      quantity: decimal(row, 'msdyn_quantity'),
      ...optional('taskId', lookup(row, 'msdyn_task')),
      ...optional('categoryId', lookup(row, 'msdyn_transactioncategory')),
      ...optional('productId', lookup(row, 'msdyn_product')),
      ...optional('unitId', lookup(row, 'msdyn_unit') ?? lookup(office.find('product', lookup(row, 'msdyn_product')), 'defaultuomid')),
      ...optional('externalOriginReference', text(row, 'msdyn_externalprojecttransid') || undefined),
    };
  },
  msdyn_projectvendorinvoiceline: (office, row) => {
    const invoice = office.get('msdyn_projectvendorinvoice', lookup(row, 'msdyn_vendorinvoice'));
    return {
      ...common(office, row, undefined),
      transactionClass: Number(row['msdyn_transactionclassification']),
      date: text(row, 'msdyn_transactiondate') === '' ? dayOf(invoice, 'msdyn_invoicedate') : dayOf(row, 'msdyn_transactiondate'),
      quantity: text(row, 'msdyn_quantity') || '1',
      ...optional('taskId', lookup(row, 'msdyn_task')),
      ...optional('roleId', lookup(row, 'msdyn_resourcecategory')),
      ...optional('categoryId', lookup(row, 'msdyn_transactioncategory')),
      ...optional('productId', lookup(row, 'msdyn_product')),
      ...optional('unitId', lookup(row, 'msdyn_unit')),
      ...optional('vendorLineReference', text(row, 'msdyn_externalinvoiceline') || undefined),
    };
  },
};

const common = (office: Office, row: Row, resource: Row | undefined) => {
  const projectId = lookup(row, 'msdyn_project');
  if (projectId === undefined) throw new RuleRefusal('The entry has no project.');
  office.get('msdyn_project', projectId);
  return {
    description: text(row, 'msdyn_description') || text(row, 'msdyn_name'),
    projectId,
    ...optional('externalDescription', text(row, 'msdyn_externaldescription') || undefined),
    ...optional('resourceId', lookup(row, 'msdyn_bookableresource')),
    ...optional('resourceName', text(resource, 'name') || undefined),
  };
};

const dayOf = (row: Row, column: string): string => {
  const day = text(row, column).slice(0, 10);
  if (day === '') throw new RuleRefusal('The entry has no date.');
  return day;
};

export const optional = <Name extends string, Content>(name: Name, value: Content | undefined): Partial<Record<Name, Content>> =>
  (value === undefined ? {} : { [name]: value }) as Partial<Record<Name, Content>>;
