import type { BaseCurrency, Dataverse } from '../dataverse';
import type { Finance } from '../finance/ports';
import { demoRows } from './demo/demo-rows';
import { dataverseTables } from './dataverse';
import { financeTables } from './finance';

export const datasets: readonly string[] = ['empty', 'demo'];

export const builtInTables = {
  dataverse: dataverseTables,
  finance: financeTables,
} as const;

/** Starts both environments over: the built-in tables always, rows only for `demo`. */
export const loadDataset = (dataset: string, dataverse: Dataverse, finance: Finance, baseCurrency?: BaseCurrency): void => {
  dataverse.reset(baseCurrency);
  dataverse.defineBuiltIn(builtInTables.dataverse);
  finance.reset();
  finance.defineBuiltIn(builtInTables.finance);
  if (dataset !== 'demo') return;
  for (const { system, table, rows } of demoRows) (system === 'dataverse' ? dataverse : finance).seed(table, rows);
};
