import type { BulkService } from '../finance/bulk/bulk-service';
import { executionStatuses } from '../finance/bulk/executions';
import { messageStatuses } from '../finance/bulk/recurring-jobs';
import type { ControlRoutes } from './control-api';
import { ControlRefusal } from './control-refusal';
import { isObject, type JsonObject, knownMembersOnly, optionalText, readObject, textMember, wholeNumber } from './read-body';

/** `POST /_sim/executions`, `data-projects`, `recurring-jobs` and `packages`. */
export const dataManagementRoutes = (bulk: BulkService): ControlRoutes => ({
  'POST /executions': ({ body }) => {
    const options = readObject(body);
    knownMembersOnly(options, ['executionId', 'status', 'kind', 'entityName', 'targetErrors']);
    const kind = options['kind'] === undefined ? 'import' : oneOf(options, 'kind', ['import', 'export']);
    bulk.addExecution(
      textMember(options, 'executionId'),
      oneOf(options, 'status', executionStatuses),
      kind,
      optionalText(options, 'entityName'),
      texts(options, 'targetErrors'),
    );
  },
  'POST /data-projects': ({ body }) => {
    const options = readObject(body);
    knownMembersOnly(options, ['name', 'direction', 'company', 'entities', 'sourceFormat', 'refreshType']);
    bulk.addProject({
      name: textMember(options, 'name'),
      direction: oneOf(options, 'direction', ['import', 'export']),
      company: (optionalText(options, 'company') ?? 'usmf').toLowerCase(),
      entities: texts(options, 'entities'),
      ...(options['sourceFormat'] === undefined ? {} : { sourceFormat: textMember(options, 'sourceFormat') }),
      ...(options['refreshType'] === undefined ? {} : { refreshType: oneOf(options, 'refreshType', ['full', 'incremental'] as const) }),
    });
  },
  'POST /recurring-jobs': ({ body }) => {
    const options = readObject(body);
    knownMembersOnly(options, ['activityId', 'direction', 'messages']);
    bulk.addJob(
      textMember(options, 'activityId'),
      oneOf(options, 'direction', ['import', 'export']),
      readMessages(options['messages'] ?? 0),
    );
  },
  'POST /packages': ({ body, origin }) => ({ url: bulk.keepPackage(body, origin) }),
});

const readMessages = (value: unknown): Parameters<BulkService['addJob']>[2] => {
  if (!Array.isArray(value)) return wholeNumber(value, 'messages');
  return value.map((item: unknown, index) => {
    if (!isObject(item)) throw new ControlRefusal(`'messages[${index}]' must be an object.`);
    return { messageId: textMember(item, 'messageId'), status: oneOf(item, 'status', messageStatuses) };
  });
};

const oneOf = <Word extends string>(options: JsonObject, name: string, words: readonly Word[]): Word => {
  const value = options[name];
  if (!words.includes(value as Word)) throw new ControlRefusal(`'${name}' must be one of: ${words.join(', ')}.`);
  return value as Word;
};

const texts = (options: JsonObject, name: string): string[] => {
  const value = options[name] ?? [];
  if (!Array.isArray(value) || !value.every((item): item is string => typeof item === 'string'))
    throw new ControlRefusal(`'${name}' must be a list of texts.`);
  return value;
};
