import type { Books, Stored } from '../books';

/** What the lending company has set up for a borrowing one. Source: domain/70-finance-accounting.md 8. */
export const relationshipOf = (books: Books, lending: string, borrowing: string): Stored | undefined =>
  books.find('ProjectIntercompanyRelationships', { dataAreaId: lending, BorrowingCompany: borrowing });
