import type { DataverseDependencies } from '../dataverse';
import type { FinanceDependencies } from '../finance/ports';
import type { Simulator } from './simulator';

const plural = { create: 'creates', update: 'updates', delete: 'deletes' } as const;

export const dataverseDependencies = ({ clock, idRandom, deliveries, statistics, faults, gate }: Simulator): DataverseDependencies => ({
  clock,
  random: idRandom,
  deliver: (delivery) => deliveries.send({ system: 'dataverse', ...delivery }),
  statistics: {
    call: ({ method, table, status }) => statistics.countCall('dataverse', method, table, status),
    write: ({ table, key, kind }) => statistics.countWrite('dataverse', table, key, plural[kind]),
  },
  faults: {
    rejection: ({ entitySet, logicalName }, row) => faults.refusalOf('dataverse', [entitySet, logicalName], row),
    updateConflict: ({ entitySet, logicalName }) => faults.takeUpdateConflict('dataverse', [entitySet, logicalName]),
    beforeBatchItem: ({ caller }) => gate.throttledInsideBatch('dataverse', caller.clientId),
    emptyConditionalCodes: () => faults.of('dataverse').emptyConditionalCodes,
  },
});

export const financeDependencies = ({ clock, idRandom, deliveries, statistics, faults, gate }: Simulator): FinanceDependencies => ({
  clock,
  random: idRandom,
  deliver: (delivery) => deliveries.send({ system: 'finance', ...delivery }),
  statistics: {
    call: ({ method, table, status }) => statistics.countCall('finance', method, table, status),
    write: ({ table, key, kind }) => statistics.countWrite('finance', table, key, plural[kind]),
  },
  faults: {
    switches: () => faults.of('finance').finance,
    rejection: (entitySet, row) => faults.refusalOf('finance', [entitySet], row),
    updateConflict: (entitySet) => faults.takeUpdateConflict('finance', [entitySet]),
    beforeBatchItem: ({ caller }) => gate.throttledInsideBatch('finance', caller.clientId),
  },
});
