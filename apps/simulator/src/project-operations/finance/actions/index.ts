import type { FinanceAction } from './finance-action';
import { endImport, importFromStaging } from './import-from-staging';
import { createInvoiceProposal, deleteProposalLines, editProposalLine, postInvoiceProposal } from './invoice-proposals';
import { deleteJournalLine, editJournalLine, resetJournalToDraft } from './journal-corrections';
import {
  eliminateProject,
  postCostsAction,
  postEstimateAction,
  postIntercompanyInvoiceAction,
  postSourceDocumentAction,
  showTrialBalance,
} from './ledger-postings';
import { closePeriod, openPeriod } from './periods';
import { postIntegrationJournal } from './post-integration-journal';
import {
  addProjectCategory,
  setBillingTypeDefault,
  setExchangeRate,
  setFixedRateAgreement,
  setProfileRule,
  setProjectParameters,
  setUpIntercompany,
} from './setup';
import { setUpProjectAccounting } from './setup-project-accounting';
import { failWriteBack, markActualsRolledBack, retryWriteBack } from './write-back';

/** In the order of an accountant's month. */
export const accountantsActions: readonly FinanceAction[] = [
  setUpProjectAccounting,
  setProjectParameters,
  setBillingTypeDefault,
  addProjectCategory,
  setProfileRule,
  setExchangeRate,
  setFixedRateAgreement,
  setUpIntercompany,
  openPeriod,
  closePeriod,
  importFromStaging,
  endImport,
  postIntegrationJournal,
  editJournalLine,
  deleteJournalLine,
  resetJournalToDraft,
  createInvoiceProposal,
  editProposalLine,
  deleteProposalLines,
  postInvoiceProposal,
  postSourceDocumentAction,
  postCostsAction,
  postEstimateAction,
  eliminateProject,
  postIntercompanyInvoiceAction,
  failWriteBack,
  retryWriteBack,
  markActualsRolledBack,
  showTrialBalance,
];
