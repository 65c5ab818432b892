import type { SimulatorAction } from '../../control/action-routes';
import { actualTables } from '../../datasets/dataverse/actual-tables';
import type { BusinessRule } from '../../odata/rules';
import type { Systems } from '../systems';
import { approvalActions } from './actions/approval-actions';
import { contractActions } from './actions/contract-actions';
import { estimateActions } from './actions/estimate-actions';
import { expenseActions } from './actions/expense-actions';
import { invoiceActions } from './actions/invoice-actions';
import { jobActions } from './actions/job-actions';
import { journalActions } from './actions/journal-actions';
import { inDataverse } from './actions/office-action';
import { scheduleActions } from './actions/schedule-actions';
import { timeActions } from './actions/time-actions';
import { usageActions } from './actions/usage-actions';
import { vendorInvoiceActions } from './actions/vendor-invoice-actions';
import { jobHandlers } from './job-handlers';
import { runDueJobs } from './jobs';
import { Office } from './office';
import { externalExpenseArrives } from './rules/d8-external-expense';
import { vendorInvoiceLineArrives } from './rules/d9-vendor-invoice';
import { generalJournalIsConfirmed, journalsAreReadOnly } from './rules/d16-general-journal';
import { packingSlipUsageArrives } from './rules/d17-packing-slip-usage';
import { removedDetailFreesItsSale } from './rules/draft-invoice-removed';
import { actualsAreMadeByActions } from './rules/g1-actuals-by-hand';
import { actualsStay } from './rules/g2-actuals-stay';
import { confirmedInvoiceStays } from './rules/g3-confirmed-invoice';
import { lineDetailsAreEdited } from './rules/g5-invoice-line-details';
import { vendorInvoicesAreReadOnly } from './rules/g7-vendor-invoices';
import { externalExpenseHasTask } from './rules/g9-task-of-expense';
import { vendorLinesAreComplete } from './rules/g10-vendor-invoice-lines';
import { contractingUnitFitsCompany } from './rules/g12-contracting-unit-currency';
import { skipSyncIsThePlatforms } from './rules/g13-skip-sync';
import { numberingRules } from './rules/numbers';
import { recordStageIsDecided } from './rules/record-stage';

/** Project Operations' rules on Dataverse tables: `domain/70-finance-accounting.md` 11. */
export const dataverseRules = (systems: Systems): readonly BusinessRule[] => {
  const office = new Office(systems);
  const integration = systems.dataverse.identities.application;
  return [
    actualsAreMadeByActions(integration, columnsOfActuals),
    actualsStay,
    skipSyncIsThePlatforms,
    ...confirmedInvoiceStays(office, integration),
    ...lineDetailsAreEdited(office),
    removedDetailFreesItsSale(office),
    externalExpenseHasTask(office),
    externalExpenseArrives(office),
    generalJournalIsConfirmed(office),
    ...journalsAreReadOnly(office, integration),
    packingSlipUsageArrives(office),
    ...vendorInvoicesAreReadOnly(office, integration),
    vendorLinesAreComplete(office),
    vendorInvoiceLineArrives(office),
    ...contractingUnitFitsCompany(office),
    recordStageIsDecided,
    ...numberingRules(office),
  ];
};

/** What project people do in Dataverse. */
export const dataverseActions = (systems: Systems): readonly SimulatorAction[] => {
  const office = new Office(systems);
  return [
    ...scheduleActions,
    ...estimateActions,
    ...timeActions,
    ...expenseActions,
    ...usageActions,
    ...approvalActions,
    ...contractActions,
    ...journalActions,
    ...invoiceActions,
    ...vendorInvoiceActions,
    ...jobActions,
  ].map((action) => inDataverse(office, action));
};

/** Runs the system jobs whose time has come by the simulator's clock. */
export const runDataverseJobs = (systems: Systems): void => {
  runDueJobs(new Office(systems), jobHandlers);
};

/** Columns of an actual that nobody adds: properties as the Web API spells them. */
const columnsOfActuals: ReadonlySet<string> = new Set(
  actualTables
    .filter(({ logicalName }) => logicalName === 'msdyn_actual')
    .flatMap(({ columns, lookups }) => [
      ...(columns as { name: string }[]).map(({ name }) => name),
      ...(lookups as { name: string }[]).map(({ name }) => `_${name}_value`),
    ])
    .concat('statecode', 'statuscode', '_ownerid_value'),
);
