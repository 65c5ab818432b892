import { ControlRefusal } from '../../../control/control-refusal';
import type { Row } from '../../../odata/model';
import { RuleRefusal } from '../../../odata/rules';
import { amountOf, sumOf } from '../amounts';
import { copiedTransaction } from '../booking/copy-transaction';
import { checkCorrectable, confirmCorrectionLines, confirmEntryLines } from '../booking/journal-actuals';
import { digitsOf } from '../booking/prices';
import { decimal, lookup, type Office, text } from '../office';
import { billingType, journalType } from '../values';
import { shownActual, totalsOf } from './answers';
import { journalLineMembers, journalLineOf, linesOf } from './journal-lines';
import type { OfficeAction } from './office-action';
import { idList, idOf, optionalDay, optionalDecimal, optionalRecord, optionalText, optionalWord, requiredRecord } from './parameters';

const createJournal = (office: Office, type: number, description: string, companyId: string | null): string =>
  idOf(
    office.create('msdyn_journal', {
      msdyn_description: description,
      msdyn_journaltype: type,
      msdyn_posted: false,
      _msdyn_owningcompany_value: companyId,
    }),
    'msdyn_journal',
  );

const numberOf = (office: Office, journalId: string): string => text(office.get('msdyn_journal', journalId), 'msdyn_journalnumber');

export const journalActions: readonly OfficeAction[] = [
  {
    name: 'create-entry-journal',
    summary: 'Writes transactions by hand; actuals come when the journal is confirmed, without connections and origins',
    parameters: {
      description: 'What it is for',
      lines: `List of ${Object.entries(journalLineMembers)
        .map(([name, what]) => `${name} (${what})`)
        .join('; ')}`,
    },
    run: (office, parameters) => {
      const values = linesOf(parameters).map((line) => journalLineOf(office, line));
      const company = values[0]!['_msdyn_owningcompany_value'];
      const journal = createJournal(
        office,
        journalType.entry,
        optionalText(parameters, 'description') ?? 'Entry journal',
        typeof company === 'string' ? company : null,
      );
      const lines = values.map((line) => office.create('msdyn_journalline', { ...line, _msdyn_journal_value: journal }));
      return { journal, number: numberOf(office, journal), lines: lines.map((line) => line['msdyn_journallineid']) };
    },
  },
  {
    name: 'create-correction-journal',
    summary: 'Corrects actuals of approved entries: confirming reverses each and makes it again with the new values',
    parameters: {
      actuals: 'Id of the actual, or a list of ids',
      quantity: 'New quantity',
      price: 'New price',
      project: 'New project: id, number or name',
      task: 'New task',
      role: 'New role',
      category: 'New transaction category',
      billingType: 'chargeable, nonChargeable, complimentary or notAvailable',
      date: 'New day',
      description: 'What it is for',
    },
    run: (office, parameters) => {
      const ids = idList(parameters, 'actuals');
      if (ids === undefined || ids.length === 0) throw new ControlRefusal("'actuals' must be given: an id or a list of ids.");
      const originals = ids.map((id) => office.get('msdyn_actual', id));
      for (const original of originals) checkCorrectable(office, original);
      const journal = createJournal(
        office,
        journalType.correction,
        optionalText(parameters, 'description') ?? 'Correction',
        lookup(originals[0], 'msdyn_owningcompany') ?? null,
      );
      const project = optionalRecord(office, parameters, 'project', 'msdyn_project');
      const task = optionalRecord(
        office,
        parameters,
        'task',
        'msdyn_projecttask',
        (row) => project === undefined || lookup(row, 'msdyn_project') === idOf(project, 'msdyn_project'),
      );
      const role = optionalRecord(office, parameters, 'role', 'bookableresourcecategory');
      const category = optionalRecord(office, parameters, 'category', 'msdyn_transactioncategory');
      const billing = optionalWord(parameters, 'billingType', billingType);
      const day = optionalDay(parameters, 'date');
      const lines = originals.map((original) => {
        const quantity = optionalDecimal(parameters, 'quantity') ?? decimal(original, 'msdyn_quantity');
        const price = optionalDecimal(parameters, 'price') ?? decimal(original, 'msdyn_price');
        const amount = amountOf(quantity, price, digitsOf(office, lookup(original, 'transactioncurrencyid') ?? ''));
        return office.create('msdyn_journalline', {
          ...copiedTransaction(original),
          msdyn_quantity: quantity,
          msdyn_price: price,
          msdyn_amount: amount,
          msdyn_extendedamount: sumOf([amount, decimal(original, 'msdyn_tax')]),
          ...(project === undefined ? {} : { _msdyn_project_value: idOf(project, 'msdyn_project') }),
          ...(task === undefined ? {} : { _msdyn_task_value: idOf(task, 'msdyn_projecttask') }),
          ...(role === undefined ? {} : { _msdyn_resourcecategory_value: idOf(role, 'bookableresourcecategory') }),
          ...(category === undefined ? {} : { _msdyn_transactioncategory_value: idOf(category, 'msdyn_transactioncategory') }),
          ...(billing === undefined ? {} : { msdyn_billingtype: billing }),
          ...(day === undefined ? {} : datesOf(day)),
          _msdyn_journal_value: journal,
          _msdyn_correctedactual_value: idOf(original, 'msdyn_actual'),
        });
      });
      return { journal, number: numberOf(office, journal), lines: lines.map((line) => line['msdyn_journallineid']) };
    },
  },
  {
    name: 'confirm-journal',
    summary: 'Confirms an entry or correction journal: its lines become actuals',
    parameters: { journal: 'Journal: id, number or description' },
    run: (office, parameters) => {
      const journal = requiredRecord(office, parameters, 'journal', 'msdyn_journal');
      if (journal['msdyn_posted'] === true) throw new RuleRefusal('The journal is confirmed already.');
      if (journal['msdyn_hasexternalorigin'] === true) throw new RuleRefusal('The journal belongs to Finance: it is confirmed from there.');
      const id = idOf(journal, 'msdyn_journal');
      const lines = office.where('msdyn_journalline', '_msdyn_journal_value', id);
      if (lines.length === 0) throw new RuleRefusal('A journal without lines cannot be confirmed.');
      const actuals =
        journal['msdyn_journaltype'] === journalType.correction ? confirmCorrectionLines(office, lines) : confirmEntryLines(office, lines);
      office.update('msdyn_journal', id, { msdyn_posted: true, msdyn_postedon: office.now, msdyn_totallines: lines.length });
      return { journal: id, actuals: actuals.map((row: Row) => shownActual(office, row)), totals: totalsOf(office, actuals) };
    },
  },
];

const datesOf = (day: string) => ({
  msdyn_transactiondate: day,
  msdyn_documentdate: `${day}T00:00:00Z`,
  msdyn_accountingdate: `${day}T00:00:00Z`,
  msdyn_startdatetime: `${day}T00:00:00Z`,
  msdyn_enddatetime: `${day}T00:00:00Z`,
  msdyn_exchangeratedate: `${day}T00:00:00Z`,
});
