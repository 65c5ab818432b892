import { optionalText } from '../../../control/read-body';
import { importActuals } from '../import/import-run';
import { importProposals } from '../import/proposal-lines';
import { ProcessLog } from '../log';
import { writeBack } from '../posting/write-back';
import { endImportTurn, takeImportTurn } from '../rules/imp-12-one-import-at-a-time';
import { parametersFor } from '../setup/parameters';
import { connectedWith } from '../staging/connections';
import { waitingRows } from '../staging/processing-state';
import { readStaged, type StagedActual } from '../staging/staged-actual';
import type { Books } from '../books';
import { companyGiven, type FinanceAction, wholeGiven } from './finance-action';

/** The periodic process of the same name, run once. Source: domain/70-finance-accounting.md 3. */
export const importFromStaging: FinanceAction = {
  name: 'import-from-staging',
  summary: 'Run Import from staging: staged actuals become lines of integration journals and of invoice proposals',
  parameters: {
    company: 'legal entity',
    proposal: 'optional: import only the unbilled and billed sales of this invoice proposal',
    stopAfter: 'optional: stop after so many journal lines, as a run does that is cut off; end it with end-import',
  },
  run: (books, given) => {
    const company = companyGiven(given);
    const proposal = optionalText(given, 'proposal');
    const parameters = parametersFor(books, company);
    takeImportTurn(books, company);
    let isCutOff = false;
    try {
      const log = new ProcessLog(books, company, 'ImportFromStaging');
      log.start();
      const actuals = importActuals(books, company, log, {
        only: proposal === undefined ? undefined : onProposal(books, company, proposal),
        stopAfter: wholeGiven(given, 'stopAfter'),
      });
      isCutOff = !actuals.isComplete;
      const proposals = isCutOff ? new Map<string, number>() : importProposals(books, company, parameters, log, proposal);
      return {
        company,
        isComplete: actuals.isComplete,
        lines: actuals.lines,
        journals: [...actuals.journals].map(([journal, lines]) => ({ journal, lines })),
        proposals: [...proposals].map(([id, lines]) => ({ proposal: id, lines })),
        log: log.entries,
      };
    } finally {
      if (!isCutOff) {
        endImportTurn(books, company);
        writeBack(books, company);
      }
    }
  },
};

/** Unbilled sales that billed sales of the proposal are connected with. */
const onProposal = (books: Books, company: string, proposal: string): ((actual: StagedActual) => boolean) => {
  const wanted = new Set<string>();
  for (const staged of waitingRows(books)) {
    const billed = readStaged(staged);
    if (billed.type !== 'BilledSales' || billed.company !== company || billed.proposalId !== proposal) continue;
    for (const unbilled of connectedWith(books, billed.actualId, 'Billed Sales', 'Unbilled Sales')) wanted.add(unbilled);
  }
  return ({ actualId, proposalId }) => wanted.has(actualId) || proposalId === proposal;
};

export const endImport: FinanceAction = {
  name: 'end-import',
  summary: 'End a run of Import from staging that was cut off, so that the next one can start',
  parameters: { company: 'legal entity' },
  run: (books, given) => {
    const company = companyGiven(given);
    endImportTurn(books, company);
    return { company };
  },
};
