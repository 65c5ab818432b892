import { ConcordError } from '@concord/contracts';
import type { Route } from './route';

/**
 * The service subscribes to topics that not exactly one handler takes.
 *
 * To mend: give each route one `@EventPattern`, and each topic one route.
 */
export class RoutesDoNotFit extends ConcordError {
  readonly code = 'ROUTES_DO_NOT_FIT';
  readonly kind = 'configuration';

  constructor(consumer: string, problems: readonly string[]) {
    super(`Consumer ${consumer} cannot start: ${problems.join(' ')}`, { consumer, problems });
  }
}

export interface Handlers {
  /** Number of handlers of a pattern. */
  count(pattern: string): number;
  /** All patterns that have handlers. */
  readonly patterns: readonly string[];
  /** `Class.method` of each handler of a pattern, as far as known. */
  names(pattern: string): readonly string[];
}

/** Which route takes a topic. Throws RoutesDoNotFit, all problems in one sentence each. */
export const routesByTopic = (consumer: string, routes: readonly Route[], handlers: Handlers): Map<string, Route> => {
  const problems: string[] = [];
  for (const { pattern } of routes) {
    const count = handlers.count(pattern);
    if (count === 0)
      problems.push(`No handler has the pattern '${pattern}': add @EventPattern('${pattern}') to a controller, or remove the route.`);
    if (count > 1) problems.push(`${count} handlers have the pattern '${pattern}'${named(handlers, pattern)}: keep one.`);
  }
  const routed = new Set(routes.map(({ pattern }) => pattern));
  for (const pattern of handlers.patterns) {
    if (!routed.has(pattern))
      problems.push(
        `The handler of '${pattern}'${named(handlers, pattern)} has no route, so it would never be called: add a route, or remove it.`,
      );
  }

  const byTopic = new Map<string, Route>();
  for (const route of routes) {
    for (const topic of route.topics()) {
      const other = byTopic.get(topic);
      if (other && other !== route) {
        problems.push(
          `Topic ${topic} is routed to '${other.pattern}'${named(handlers, other.pattern)} and to '${route.pattern}'${named(handlers, route.pattern)}: keep one.`,
        );
      }
      byTopic.set(topic, route);
    }
  }
  if (problems.length > 0) throw new RoutesDoNotFit(consumer, problems);

  return byTopic;
};

const named = (handlers: Handlers, pattern: string): string => {
  const names = handlers.names(pattern);

  return names.length > 0 ? ` (${names.join(', ')})` : '';
};
