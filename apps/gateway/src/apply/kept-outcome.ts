import type { OutcomeMessage, System } from '@concord/contracts';
import type { PlannedWrite } from './planned-write';

type Kept = Omit<OutcomeMessage, 'system' | 'map' | 'link' | 'revision'>;

/** What the gateway keeps of an answer: what the write, should it come again, does not tell itself. */
export const keptOf = (outcome: OutcomeMessage, { message, recordId }: PlannedWrite): string => {
  const isAsAsked = outcome.key === message.key && outcome.id === recordId;
  // Nearly all answers: nothing is left to tell but the version.
  if (isAsAsked && outcome.status === 'applied') return JSON.stringify({ status: 'applied', version: outcome.version, asAsked: true });
  const { system: _system, map: _map, link: _link, revision: _revision, key, id, ...rest } = outcome;
  return JSON.stringify(isAsAsked ? { ...rest, asAsked: true } : { ...rest, key, id });
};

/** The answer again, from what was kept of it. */
export const recalled = (text: string, system: System, { message, recordId }: PlannedWrite): OutcomeMessage => {
  const { asAsked, ...kept } = JSON.parse(text) as Kept & { asAsked?: true };
  return {
    ...kept,
    system,
    map: message.map,
    link: message.link,
    revision: message.revision,
    ...(asAsked ? { key: message.key, id: recordId } : {}),
  };
};
