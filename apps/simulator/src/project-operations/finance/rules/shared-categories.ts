import type { BusinessRule } from '../../../odata/rules';
import type { Books } from '../books';
import { textOf } from '../columns';
import { sharedCategorySuffixes } from '../setup/categories';

/** Each transaction category becomes one shared category per transaction type, `<category>-1` to `-5`. Source: domain/20-setup.md 20.7. */
export const sharedCategoriesFollow = (books: Books): BusinessRule => ({
  table: 'ProjectTransactionCategories',
  on: ['create', 'update'],
  stage: 'after',
  run: ({ after }) => {
    const id = textOf(after!, 'CategoryId');
    for (const [type, suffix] of Object.entries(sharedCategorySuffixes)) {
      const key = { CategoryId: `${id}-${suffix}` };
      const row = { ...key, Name: textOf(after!, 'Name'), TransType: type, TransactionCategoryId: id };
      if (books.find('SharedCategories', key) === undefined) books.create('SharedCategories', row);
      else books.update('SharedCategories', row);
    }
  },
});
