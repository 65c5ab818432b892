import { letWriteBackFail, writeBack } from '../posting/write-back';
import { companyGiven, type FinanceAction, flagGiven, textsGiven } from './finance-action';

/** F11: the write-back can be made to fail. */
export const failWriteBack: FinanceAction = {
  name: 'fail-write-back',
  summary: 'Let the write-back of posted values fail from now on, or work again; postings stand either way',
  parameters: { company: 'legal entity', failing: 'optional: false lets it work again; true when not given' },
  run: (books, given) => {
    const company = companyGiven(given);
    const failing = flagGiven(given, 'failing', true);
    letWriteBackFail(books, company, failing);
    return { company, failing };
  },
};

export const retryWriteBack: FinanceAction = {
  name: 'retry-write-back',
  summary: 'Try again to write posted values into the staged actuals that wait for them',
  parameters: { company: 'legal entity', failing: 'optional: true leaves the fault in place; otherwise it is mended first' },
  run: (books, given) => {
    const company = companyGiven(given);
    if (!flagGiven(given, 'failing', false)) letWriteBackFail(books, company, false);
    const { written, waiting } = writeBack(books, company);
    return { company, writtenBack: written, waitingForWriteBack: waiting };
  },
};

/** Finance cannot look into Dataverse here: IMP-09 is told what it would find. */
export const markActualsRolledBack: FinanceAction = {
  name: 'mark-actuals-rolled-back',
  summary: 'Say that actuals do not exist in Dataverse any more; prevalidation marks them as invalid when they are imported or posted',
  parameters: { actuals: 'ids of the actuals', exist: 'optional: true takes it back' },
  run: (books, given) => {
    const actuals = textsGiven(given, 'actuals');
    const exist = flagGiven(given, 'exist', false);
    for (const ActualId of actuals) {
      const known = books.find('ProjRolledBackActuals', { ActualId: ActualId.toLowerCase() });
      if (exist && known !== undefined) books.remove('ProjRolledBackActuals', { ActualId });
      if (!exist && known === undefined) books.create('ProjRolledBackActuals', { ActualId });
    }
    return { actuals, exist };
  },
};
