import { ActionRefused } from '../../../control/action-routes';
import type { Books } from '../books';

const PROCESS = 'ImportFromStaging';

/** IMP-12 and F4: imports of a company run one after another; a run that was stopped half-way holds its place until somebody ends it. */
export const takeImportTurn = (books: Books, company: string): void => {
  const key = { dataAreaId: company, Process: PROCESS };
  const known = books.find('ProjectPeriodicProcesses', key);
  if (known?.['Status'] === 'Running')
    throw new ActionRefused(
      `Import from staging is already running in legal entity ${company.toUpperCase()}. Wait until it has ended, or end it (action end-import).`,
    );
  if (known === undefined) books.create('ProjectPeriodicProcesses', { ...key, Status: 'Running' });
  else books.update('ProjectPeriodicProcesses', { ...key, Status: 'Running' });
};

export const endImportTurn = (books: Books, company: string): void => {
  const key = { dataAreaId: company, Process: PROCESS };
  if (books.find('ProjectPeriodicProcesses', key) !== undefined) books.update('ProjectPeriodicProcesses', { ...key, Status: 'Idle' });
};
