import { namedGuid } from '../../../dataverse/guids';
import type { Row } from '../../../odata/model';
import type { BusinessRule } from '../../../odata/rules';
import { scheduleJob } from '../jobs';
import { type Office, text } from '../office';

/** The next number of a subject, by the project parameters; `undefined` without a sequence: then numbers are whoever's who makes the row. */
export const nextNumber = (office: Office, subject: string): string | undefined => {
  const parameters = office.where('msdyn_projectparameter', 'statecode', 0)[0];
  const prefix = text(parameters, `msdyn_${subject}numberprefix`);
  if (parameters === undefined || prefix === '') return undefined;
  const next = Number(parameters[`msdyn_next${subject}number`] ?? 1);
  office.update('msdyn_projectparameter', parameters['msdyn_projectparameterid'], { [`msdyn_next${subject}number`]: next + 1 });
  return `${prefix}${String(next).padStart(6, '0')}`;
};

interface NumberedTable {
  readonly logicalName: string;
  readonly entitySet: string;
  readonly column: string;
  readonly subject: string;
  /** Where there is no sequence. */
  readonly otherwise?: (office: Office) => string;
}

/** Numbered by a job after the row is there, so that whoever follows changes first sees a row without its number. */
const numberedLater: readonly NumberedTable[] = [
  { logicalName: 'msdyn_project', entitySet: 'msdyn_projects', column: 'msdyn_projectnumber', subject: 'project' },
  { logicalName: 'msdyn_projecttask', entitySet: 'msdyn_projecttasks', column: 'msdyn_activitynumber', subject: 'task' },
  { logicalName: 'salesorderdetail', entitySet: 'salesorderdetails', column: 'msdyn_contractlinenumber', subject: 'contractline' },
  {
    logicalName: 'msdyn_contractlinescheduleofvalue',
    entitySet: 'msdyn_contractlinescheduleofvalues',
    column: 'msdyn_milestoneidentifier',
    subject: 'milestone',
  },
];

/** Numbered in the write that makes the row. */
const numberedAtOnce: readonly NumberedTable[] = [
  { logicalName: 'salesorder', entitySet: 'salesorders', column: 'msdyn_salesordernumber', subject: 'contract' },
  {
    logicalName: 'msdyn_projectcontractsplitbillingrule',
    entitySet: 'msdyn_projectcontractsplitbillingrules',
    column: 'msdyn_projectcontractsplitbillingrulenumber',
    subject: 'customer',
  },
  {
    logicalName: 'invoice',
    entitySet: 'invoices',
    column: 'invoicenumber',
    subject: 'invoice',
    otherwise: (office) => `INV-${String(1001 + office.count('invoice')).padStart(5, '0')}`,
  },
  {
    logicalName: 'msdyn_journal',
    entitySet: 'msdyn_journals',
    column: 'msdyn_journalnumber',
    subject: 'journal',
    otherwise: (office) => `JNL-${String(1001 + office.count('msdyn_journal')).padStart(5, '0')}`,
  },
];

export const numberRecord = (office: Office, { logicalName, column, subject }: NumberedTable, row: Row): void => {
  if (text(row, column) !== '') return;
  const number = nextNumber(office, subject);
  if (number !== undefined) office.update(logicalName, row[`${logicalName}id`], { [column]: number });
};

export const numberingJobs = Object.fromEntries(
  numberedLater.map((numbered) => [
    `number-${numbered.subject}`,
    (office: Office, id: string) => {
      const row = office.find(numbered.logicalName, id);
      if (row !== undefined) numberRecord(office, numbered, row);
    },
  ]),
);

const hasSequence = (office: Office, subject: string): boolean =>
  text(office.where('msdyn_projectparameter', 'statecode', 0)[0], `msdyn_${subject}numberprefix`) !== '';

export const numberingRules = (office: Office): BusinessRule[] => [
  ...numberedLater.map((numbered): BusinessRule => ({
    table: numbered.entitySet,
    on: ['create'],
    stage: 'after',
    run: ({ after }) => {
      if (after === undefined || text(after, numbered.column) !== '' || !hasSequence(office, numbered.subject)) return;
      scheduleJob(office, {
        handler: `number-${numbered.subject}`,
        name: `Number the ${numbered.subject}`,
        table: numbered.logicalName,
        recordId: text(after, `${numbered.logicalName}id`),
        delaySeconds: 0,
      });
    },
  })),
  ...numberedAtOnce.map((numbered): BusinessRule => ({
    table: numbered.entitySet,
    on: ['create'],
    stage: 'before',
    run: ({ after }) => {
      if (after === undefined || text(after, numbered.column) !== '') return;
      const number = nextNumber(office, numbered.subject) ?? numbered.otherwise?.(office);
      if (number !== undefined) after[numbered.column] = number;
    },
  })),
  // The integration key of an actual, which Finance uses as its own.
  {
    table: 'msdyn_actuals',
    on: ['create'],
    stage: 'before',
    run: ({ after }) => {
      if (after !== undefined && text(after, 'msdyn_actualimportid') === '' && !importIdsComeLater(office))
        after['msdyn_actualimportid'] = importIdOf(text(after, 'msdyn_actualid'));
    },
  },
  {
    table: 'msdyn_actuals',
    on: ['create'],
    stage: 'after',
    run: ({ after }) => {
      if (after === undefined || text(after, 'msdyn_actualimportid') !== '' || !importIdsComeLater(office)) return;
      scheduleJob(office, {
        handler: 'give-import-id',
        name: 'Give the actual its import id',
        table: 'msdyn_actual',
        recordId: text(after, 'msdyn_actualid'),
        delaySeconds: 0,
      });
    },
  },
];

const importIdOf = (actualId: string): string => namedGuid(`import of ${actualId}`);

const importIdsComeLater = (office: Office): boolean =>
  office.where('msdyn_projectparameter', 'statecode', 0)[0]?.['msdyn_importidscomelater'] === true;

/** The job behind `msdyn_importidscomelater`. */
export const giveImportId = (office: Office, actualId: string): void => {
  if (text(office.find('msdyn_actual', actualId), 'msdyn_actualimportid') === '')
    office.update('msdyn_actual', actualId, { msdyn_actualimportid: importIdOf(actualId) });
};
