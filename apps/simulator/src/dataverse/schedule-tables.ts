import type { DataverseTable } from './dataverse-model';
import { failures } from './errors';
import type { Operation } from './operation';

/** Tables of Project Operations that only the schedule APIs may change: section 10. */
const scheduleTables: ReadonlySet<string> = new Set([
  'msdyn_projecttask',
  'msdyn_projecttaskdependency',
  'msdyn_resourceassignment',
  'msdyn_projectbucket',
  'msdyn_projectteam',
  'msdyn_projectchecklist',
  'msdyn_projectlabel',
]);

export const refuseScheduleTables = (operation: Operation, table: DataverseTable, message: 'Create' | 'Update' | 'Delete'): void => {
  if (operation.isSystem || !scheduleTables.has(table.logicalName)) return;
  throw failures.ruleRefused(
    `You cannot directly do '${message}' operation to '${table.logicalName}'. Try editing it through the Resource editing UI via Project.`,
  );
};
