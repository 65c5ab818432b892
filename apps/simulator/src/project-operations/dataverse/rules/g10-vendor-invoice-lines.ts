import { type BusinessRule, RuleRefusal } from '../../../odata/rules';
import { amountOf } from '../amounts';
import { digitsOf } from '../booking/prices';
import { lookup, type Office, text } from '../office';
import { transactionClass } from '../values';

/** G10. What a line must name depends on its class; a line with a price has the amount that price and quantity make. */
export const vendorLinesAreComplete = (office: Office): BusinessRule => ({
  table: 'msdyn_projectvendorinvoicelines',
  on: ['create', 'update'],
  stage: 'before',
  run: ({ after }) => {
    if (after === undefined) return;
    const ofClass = after['msdyn_transactionclassification'];
    if (ofClass === transactionClass.material && lookup(after, 'msdyn_product') === undefined)
      throw new RuleRefusal('Product id is mandatory. Select a product from the catalog.');
    if (ofClass === transactionClass.time && lookup(after, 'msdyn_resourcecategory') === undefined)
      throw new RuleRefusal('Role is mandatory. Select a resource category.');
    if (ofClass === transactionClass.expense && !isExpenseCategory(office, lookup(after, 'msdyn_transactioncategory')))
      throw new RuleRefusal(
        'The Transaction Category linked to this vendor invoice line is invalid. Please select an Active, Expense Transaction Category.',
      );
    const [quantity, price] = [text(after, 'msdyn_quantity'), text(after, 'msdyn_price')];
    if (quantity !== '' && price !== '' && price !== '0')
      after['msdyn_amount'] = amountOf(quantity, price, digitsOf(office, lookup(after, 'transactioncurrencyid') ?? ''));
  },
});

const isExpenseCategory = (office: Office, categoryId: string | undefined): boolean => {
  const category = office.find('msdyn_transactioncategory', categoryId);
  return category?.['statecode'] === 0 && office.where('msdyn_expensecategory', '_msdyn_expensecategoryuid_value', categoryId).length > 0;
};
