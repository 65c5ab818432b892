import { foreignMap } from '@concord/table-maps';

/** Maps of setup-sync that estimates and actuals refer to. Their records come on the `links` topic; a row waits for them as for its own. */
export const setupMaps = [
  foreignMap({ id: 'cdm_companies', financeKey: ['LegalEntityId'] }),
  foreignMap({ id: 'transactioncurrencies', financeKey: ['CurrencyCode'] }),
  foreignMap({ id: 'bookableresourcecategories', financeKey: ['dataAreaId', 'RoleId'] }),
  foreignMap({ id: 'msdyn_transactioncategories', financeKey: ['CategoryId'] }),
  foreignMap({ id: 'salesorders', financeKey: ['dataAreaId', 'ProjectContractId'] }),
  foreignMap({
    id: 'salesorderdetails',
    financeKey: ['dataAreaId', 'ProjectContractId', 'LineSequenceNumber'],
    shares: ['ContractLineId'],
  }),
  foreignMap({ id: 'msdyn_projectcontractsplitbillingrules', financeKey: ['dataAreaId', 'ProjectContractID', 'FundingSourceId'] }),
  foreignMap({ id: 'msdyn_projects', financeKey: ['dataAreaId', 'ProjectId'] }),
  foreignMap({ id: 'msdyn_projecttasks', financeKey: ['dataAreaId', 'ProjectId', 'TaskId'], shares: ['TaskName'] }),
];
