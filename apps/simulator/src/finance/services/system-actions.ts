/** Actions of the framework's own sets, which exist in every environment and have no rows here. Sources: finance-api.md 4.1, 4.2, 5.2. */
export interface SystemAction {
  readonly set: string;
  readonly name: string;
  readonly parameters: readonly string[];
  readonly returns?: string;
}

const management = 'DataManagementDefinitionGroups';
const importParameters = ['packageUrl', 'definitionGroupId', 'executionId', 'execute', 'overwrite', 'legalEntityId'];
const exportParameters = ['definitionGroupId', 'packageName', 'executionId', 'reExecute', 'legalEntityId'];

export const systemActions: readonly SystemAction[] = [
  { set: management, name: 'GetAzureWriteUrl', parameters: ['uniqueFileName'], returns: 'String' },
  { set: management, name: 'ImportFromPackage', parameters: importParameters, returns: 'String' },
  { set: management, name: 'ImportFromPackageAsync', parameters: importParameters, returns: 'String' },
  { set: management, name: 'ExportToPackage', parameters: exportParameters, returns: 'String' },
  { set: management, name: 'ExportToPackageAsync', parameters: exportParameters, returns: 'String' },
  { set: management, name: 'ExportToPackagePreview', parameters: [...exportParameters, 'exportPreviewCount'], returns: 'String' },
  { set: management, name: 'ExportToPackagePreviewAsync', parameters: [...exportParameters, 'exportPreviewCount'], returns: 'String' },
  { set: management, name: 'GetExportedPackageUrl', parameters: ['executionId'], returns: 'String' },
  { set: management, name: 'GetExecutionSummaryStatus', parameters: ['executionId'], returns: 'String' },
  { set: management, name: 'GetExecutionErrors', parameters: ['executionId'], returns: 'String' },
  { set: management, name: 'GetImportStagingErrorFileUrl', parameters: ['executionId', 'entityName'], returns: 'String' },
  { set: management, name: 'GenerateImportTargetErrorKeysFile', parameters: ['executionId', 'entityName'], returns: 'Boolean' },
  { set: management, name: 'GetImportTargetErrorKeysFileUrl', parameters: ['executionId', 'entityName'], returns: 'String' },
  { set: management, name: 'GetMessageStatus', parameters: ['messageId'], returns: 'String' },
  { set: management, name: 'InitializeDataManagement', parameters: [] },
  { set: 'BusinessEventsCatalogs', name: 'getBusinessEventsCatalog', parameters: ['_businessEventsCategory'], returns: 'String' },
];
