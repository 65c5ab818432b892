import { choice, flag, int32, lookup, memo, moment, table, text } from './columns';

/**
 * Parameters, and what the platform's own table of jobs needs for jobs that run later by the simulator's clock. Columns after the public
 * tables; the number prefixes are chosen here [inferred].
 */
export const operationTables: readonly Record<string, unknown>[] = [
  table('msdyn_projectparameter', {
    columns: [
      text('msdyn_name'),
      ...['project', 'task', 'contract', 'contractline', 'customer', 'milestone', 'invoice', 'journal'].flatMap((subject) => [
        text(`msdyn_${subject}numberprefix`, 20),
        int32(`msdyn_next${subject}number`),
      ]),
      flag('msdyn_importidscomelater'), // [inferred]: an actual gets its import id by a job instead of with its row
    ],
    lookups: [lookup('msdyn_defaultunit', 'uom'), lookup('msdyn_defaultorganizationalunit', 'msdyn_organizationalunit')],
  }),
  table('asyncoperation', {
    primaryName: 'name',
    columns: [
      moment('postponeuntil'),
      moment('startedon'),
      moment('completedon'),
      memo('data'),
      memo('friendlymessage'),
      choice('statecode', { Ready: 0, Suspended: 1, Locked: 2, Completed: 3 }),
      {
        name: 'statuscode',
        type: 'Choice',
        options: [
          { value: 0, label: 'Waiting For Resources', state: 0 },
          { value: 10, label: 'Waiting', state: 1 },
          { value: 20, label: 'In Progress', state: 2 },
          { value: 30, label: 'Succeeded', state: 3 },
          { value: 31, label: 'Failed', state: 3 },
          { value: 32, label: 'Canceled', state: 3 },
        ],
      },
    ],
    lookups: [
      {
        name: 'regardingobjectid',
        targets: ['salesorder', 'invoice', 'msdyn_expense', 'msdyn_materialusagelog', 'msdyn_journal', 'msdyn_projectvendorinvoice'].map(
          (target) => ({
            table: target,
            navigation: `regardingobjectid_${target}`,
          }),
        ),
      },
    ],
  }),
];
