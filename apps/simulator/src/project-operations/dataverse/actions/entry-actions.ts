import { ControlRefusal } from '../../../control/control-refusal';
import type { JsonObject } from '../../../control/read-body';
import type { Source } from '../booking/booking';
import { approveEntry, rejectEntry, submitEntry, takeBackEntry } from '../booking/entry-life';
import type { Office } from '../office';
import { shownActual, totalsOf } from './answers';
import type { OfficeAction } from './office-action';
import { idList, optionalDecimal } from './parameters';

/** What differs between hours, expenses and usage. */
export interface EntryActions {
  /** `time`: the end of every action's name. */
  readonly noun: string;
  readonly table: string;
  /** `a time entry` */
  readonly label: string;
  /** Parameters of an entry that is made at once, and what each is. */
  readonly fields: Readonly<Record<string, string>>;
  readonly enter: (office: Office, parameters: JsonObject) => string;
  /** Asked before anybody takes an entry back. Throws `RuleRefusal`. */
  readonly mayBeRecalled?: (office: Office, id: string) => void;
}

/** enter, submit, approve, reject and recall, for one kind of entry. */
export const entryActions = (kind: EntryActions): OfficeAction[] => {
  const { noun, table, label, fields, enter } = kind;
  const entries = `Id of ${label}, or a list of ids`;
  const sourceOf = (id: string): Source => ({ table, id });
  const given = (parameters: JsonObject): string[] => {
    const ids = idList(parameters, 'entries');
    if (ids === undefined || ids.length === 0) throw new ControlRefusal(`'entries' must be given: ${entries.toLowerCase()}.`);
    return ids;
  };
  return [
    {
      name: `enter-${noun}`,
      summary: `Enters ${label} as a draft`,
      parameters: fields,
      run: (office, parameters) => ({ entry: enter(office, parameters) }),
    },
    {
      name: `submit-${noun}`,
      summary: `Submits ${label} for approval: it is priced, and its journal lines are made. With the parameters of enter-${noun} it enters one first`,
      parameters: { entries: `${entries}, that are there already`, ...fields },
      run: (office, parameters) => {
        const ids = idList(parameters, 'entries') ?? [enter(office, parameters)];
        return {
          entries: ids.map((entry) => ({
            entry,
            journalLines: submitEntry(office, sourceOf(entry)).map((line) => line['msdyn_journallineid']),
          })),
        };
      },
    },
    {
      name: `approve-${noun}`,
      summary: `Approves ${label} that was submitted: actuals, connections and origins are made (D1 to D5)`,
      parameters: { entries, billable: `Quantity to bill, if another than submitted: less leaves a non-chargeable rest (D3)` },
      run: (office, parameters) => {
        const ids = given(parameters);
        const billable = optionalDecimal(parameters, 'billable');
        const actuals = ids.map((id) => approveEntry(office, sourceOf(id), billable));
        return {
          entries: ids.map((entry, index) => ({ entry, actuals: actuals[index]!.map((actual) => shownActual(office, actual)) })),
          totals: totalsOf(office, actuals.flat()),
        };
      },
    },
    {
      name: `reject-${noun}`,
      summary: `Sends ${label} that was submitted back to whoever entered it`,
      parameters: { entries },
      run: (office, parameters) => {
        for (const id of given(parameters)) rejectEntry(office, sourceOf(id));
        return {};
      },
    },
    {
      name: `recall-${noun}`,
      summary: `Takes ${label} back, submitted or approved: after an approval every actual is reversed (D6)`,
      parameters: { entries },
      run: (office, parameters) => {
        const ids = given(parameters);
        for (const id of ids) kind.mayBeRecalled?.(office, id);
        const actuals = ids.flatMap((id) => takeBackEntry(office, sourceOf(id)));
        return { actuals: actuals.map((actual) => shownActual(office, actual)), totals: totalsOf(office, actuals) };
      },
    },
  ];
};
