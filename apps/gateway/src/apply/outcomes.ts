import { recordIdOf, type ErrorKind, type OutcomeError, type OutcomeMessage, type System, type WriteMessage } from '@concord/contracts';
import type { Classified } from '../http/classified';
import type { PlannedWrite, WriteResult } from './planned-write';

const head = (system: System, message: WriteMessage): Pick<OutcomeMessage, 'system' | 'map' | 'link' | 'revision'> => ({
  system,
  map: message.map,
  link: message.link,
  revision: message.revision,
});

export const supersededOutcome = (system: System, message: WriteMessage): OutcomeMessage => ({
  ...head(system, message),
  status: 'superseded',
});

/** A restored copy of production must never write to production. */
export const environmentMismatch = (system: System, message: WriteMessage, theirs: string | undefined, ours: string): OutcomeMessage => ({
  ...head(system, message),
  status: 'rejected',
  error: {
    code: 'ENVIRONMENT_MISMATCH',
    kind: 'configuration',
    message: `The write is meant for the environments ${theirs ?? '(none named)'}, this gateway serves ${ours}. Nothing was sent.`,
    remedy: 'Give the restored copy topics and a database of its own, and capture its environments anew.',
  },
});

/** `version` is the place of the write in the record's history. */
export const outcomeOf = (
  table: { readonly system: System; readonly key: readonly string[] },
  write: PlannedWrite,
  result: WriteResult,
  version: bigint | undefined,
): OutcomeMessage => {
  const { system } = table;
  const place = version === undefined ? {} : { version: String(version) };
  switch (result.status) {
    case 'applied': {
      const { message, recordId } = write;
      const key = result.key ?? message.key;
      const id = key === message.key ? recordId : recordIdOf(system, table.key, key);
      // Written out: nearly all answers are of this kind, and spreading the head costs more than the rest.
      return { system, map: message.map, link: message.link, revision: message.revision, status: 'applied', key, id, ...place };
    }
    case 'exists':
      return {
        ...head(system, write.message),
        status: 'exists',
        key: result.key,
        id: recordIdOf(system, table.key, result.key),
        row: result.row,
        ...place,
      };
    case 'absent':
      return { ...head(system, write.message), status: 'absent', ...place };
    case 'rejected':
      return { ...head(system, write.message), status: 'rejected', error: errorOf(result.error) };
    default:
      return result satisfies never;
  }
};

const kindOf = (reason: Classified): ErrorKind =>
  // What is left of these two is about no record that the write names: nothing passes by itself.
  reason.class === 'absent' || reason.class === 'duplicate' ? 'permanent' : reason.class;

const errorOf = (reason: Classified): OutcomeError => ({
  code: reason.code,
  kind: kindOf(reason),
  message: reason.message,
  status: reason.status,
  ...(reason.remedy === undefined ? {} : { remedy: reason.remedy }),
  ...(reason.retryAfterMs === undefined ? {} : { retryAfterMs: reason.retryAfterMs }),
  ...(reason.raw === undefined ? {} : { raw: reason.raw }),
});
