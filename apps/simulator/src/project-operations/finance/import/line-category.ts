import type { Books, Stored } from '../books';
import { textOf } from '../columns';
import { projectCategoryFor, categoryOf } from '../setup/categories';
import { relationshipOf } from '../setup/intercompany';
import type { ProjectParameters } from '../setup/parameters';
import type { StagedActual } from '../staging/staged-actual';

/** The project category of a line; lending lines fall back on the defaults of the intercompany setup first. */
export const lineCategory = (books: Books, actual: StagedActual, parameters: ProjectParameters): Stored | undefined => {
  const wanted = textOf(actual.row, 'TransactionCategoryId');
  if (!actual.isLending) return projectCategoryFor(books, actual.lineCompany, parameters, wanted, actual.lineType);
  const relationship = relationshipOf(books, actual.lineCompany, actual.projectCompany);
  const fallback = relationship && textOf(relationship, actual.lineType === 'Cost' ? 'ExpenseCategoryId' : 'HourCategoryId');
  const own = wanted === '' ? undefined : projectCategoryFor(books, actual.lineCompany, parameters, wanted, actual.lineType);
  return (
    own ??
    categoryOf(books, actual.lineCompany, fallback ?? '') ??
    projectCategoryFor(books, actual.lineCompany, parameters, '', actual.lineType)
  );
};
