import type { LinkMessage } from '@concord/contracts';
import type { Trouble } from './evidence';

/** Why a link does not bring its record across, as the link itself says it. */
export const troublesOfLink = ({ status, error, waitingFor = [], link, map }: LinkMessage): readonly Trouble[] => {
  if (error) {
    return [
      {
        code: error.code,
        message: error.message,
        remedy: error.remedy ?? `Look at the link of ${map}, remove the cause, and retry it.`,
        link,
      },
    ];
  }
  if (status === 'waiting') {
    return [
      {
        code: 'WAITING',
        message: `It waits for ${waitingFor.map((one) => `${one.map} ${one.id} (${one.system})`).join(', ') || 'a record'}, which the other system does not have yet.`,
        remedy: 'Bring that record across: its own link says what keeps it. This one then goes on by itself.',
        link,
      },
    ];
  }
  if (status === 'dismissed') {
    return [
      {
        code: 'DISMISSED',
        message: 'A person gave its link up, and said why there.',
        remedy: 'Nothing, if that was right; else change the record, which takes the link up again.',
        link,
      },
    ];
  }
  return [];
};
