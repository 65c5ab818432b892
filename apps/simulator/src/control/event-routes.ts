import { ownMember } from '../shell/own-member';
import type { Dataverse } from '../dataverse';
import type { EventSubscription, Finance } from '../finance/ports';
import type { ControlRoutes } from './control-api';
import { ControlRefusal } from './control-refusal';
import { isObject, type JsonObject, knownMembersOnly, optionalText, readObject, textMember } from './read-body';

/** `POST /_sim/subscriptions`, `business-events` and `delta-tokens/expire`. */
export const eventRoutes = ({ dataverse, finance }: { readonly dataverse: Dataverse; readonly finance: Finance }): ControlRoutes => ({
  'POST /subscriptions': ({ body }) => ({ id: finance.subscribe(readSubscription(readObject(body))) }),
  'POST /business-events': ({ body }) => {
    const options = readObject(body);
    knownMembersOnly(options, ['businessEventId', 'company', 'payload']);
    const payload = options['payload'] ?? {};
    if (!isObject(payload)) throw new ControlRefusal("'payload' must be an object.");
    finance.raiseBusinessEvent(textMember(options, 'businessEventId'), optionalText(options, 'company') ?? '', payload);
  },
  'POST /delta-tokens/expire': ({ body }) => {
    const options = readObject(body);
    knownMembersOnly(options, ['table']);
    dataverse.expireDeltaTokens(textMember(options, 'table'));
  },
});

const readSubscription = (options: JsonObject): EventSubscription => {
  knownMembersOnly(options, ['system', 'kind', 'eventId', 'entity', 'operation', 'company', 'url']);
  if (options['system'] !== undefined && options['system'] !== 'finance') {
    throw new ControlRefusal("'system' must be 'finance'; Dataverse webhooks are registered through its Web API.");
  }
  const kind = options['kind'];
  if (kind !== 'business-event' && kind !== 'data-event') throw new ControlRefusal("'kind' must be 'business-event' or 'data-event'.");
  const url = textMember(options, 'url');
  if (!URL.canParse(url)) throw new ControlRefusal("'url' must be an absolute URL.");
  return {
    kind,
    url,
    eventId: optionalText(options, 'eventId'),
    entity: optionalText(options, 'entity'),
    operation: readOperation(optionalText(options, 'operation')),
    company: optionalText(options, 'company')?.toLowerCase() || undefined,
  };
};

const operations = {
  create: 'create',
  created: 'create',
  update: 'update',
  updated: 'update',
  delete: 'delete',
  deleted: 'delete',
} as const;

const readOperation = (text: string | undefined): EventSubscription['operation'] => {
  if (text === undefined || text === '') return undefined;
  const operation = ownMember<EventSubscription['operation']>(operations, text.toLowerCase());
  if (operation === undefined) throw new ControlRefusal("'operation' must be 'create', 'update' or 'delete', or left out for all of them.");
  return operation;
};
