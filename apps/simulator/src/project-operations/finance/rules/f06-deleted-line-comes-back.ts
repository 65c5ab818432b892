import type { BusinessRule } from '../../../odata/rules';
import type { Books } from '../books';
import { textOf } from '../columns';
import { changeState, knownStateOf } from '../staging/processing-state';
import { stagedOfLine } from '../staging/staged-actual';

/** F6: the actual of a deleted line is unprocessed again, and the next import makes a line of it with a new voucher number. */
export const deletedLineComesBack = (books: Books): BusinessRule => ({
  table: 'ProjAdvancedJournalLines',
  on: ['delete'],
  stage: 'after',
  run: ({ before }) => {
    const staged = stagedOfLine(books, before!);
    if (staged === undefined) return;
    const state = knownStateOf(books, staged);
    const isItsLine =
      state !== undefined &&
      textOf(state, 'ProjAdvancedJournalId') === textOf(before!, 'ProjAdvancedJournalId') &&
      state['ProjAdvancedJournalLine'] === before!['LineNumber'];
    if (!isItsLine) return; // moved to another journal
    changeState(books, staged, { ProjAdvancedJournalId: '', ProjAdvancedJournalLine: 0, JournalDataAreaId: '' });
    books.update('ProjActualsImports', {
      dataAreaId: staged['dataAreaId'],
      ActualsImportId: staged['ActualsImportId'],
      IsJournalized: 'No',
    });
  },
});
