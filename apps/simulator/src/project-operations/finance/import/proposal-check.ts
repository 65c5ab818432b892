import type { Books, Stored } from '../books';
import type { StagedActual } from '../staging/staged-actual';

/** What one billed sale becomes on its proposal. */
export type BilledSource =
  | { readonly kind: 'transaction'; readonly transaction: Stored }
  | { readonly kind: 'on-account'; readonly onAccount: Stored }
  /** Takes back a line of an invoice that is posted. */
  | { readonly kind: 'credit'; readonly creditedLine: Stored };

export interface ProposalContext {
  readonly books: Books;
  readonly company: string;
  readonly proposal: Stored;
  readonly billed: readonly StagedActual[];
}

/** Why a proposal gets no line at all: lines come all together or not at all (F5). */
export interface ProposalCheck {
  readonly code: string;
  readonly refusal: (context: ProposalContext) => string | undefined;
}
