import type { BusinessRule } from '../../../odata/rules';
import type { Books } from '../books';
import { relateSales } from '../import/related-vouchers';

/** A connection that comes after both actuals were imported still relates their vouchers. */
export const lateConnectionsRelate = (books: Books): BusinessRule => ({
  table: 'ProjCDSTransactionRelationshipImports',
  on: ['create', 'update'],
  stage: 'after',
  run: ({ after }) => {
    relateSales(books, String(after!['Transaction1Id']));
    relateSales(books, String(after!['Transaction2Id']));
  },
});
