import { ChangeMessage } from '@concord/contracts';
import type { Route } from './route';
import { routesByTopic } from './route-table';

const route = (pattern: string, ...topics: string[]): Route => ({ pattern, topics: () => topics, message: ChangeMessage });
const handlers = (named: Record<string, string[]>) => ({
  patterns: Object.keys(named),
  count: (pattern: string) => named[pattern]?.length ?? 0,
  names: (pattern: string) => named[pattern] ?? [],
});
const table = (routes: Route[], named: Record<string, string[]>) => routesByTopic('setup-sync', routes, handlers(named));

describe('routes', () => {
  it('give each topic its handler', () => {
    const [changes, links] = [route('changes', 'a', 'b'), route('links', 'c')];
    expect([...table([changes, links], { changes: ['Changes.handle'], links: ['Links.handle'] })]).toEqual([
      ['a', changes],
      ['b', changes],
      ['c', links],
    ]);
  });

  it.each([
    ['no handler', [route('changes', 'a')], {}, "No handler has the pattern 'changes': add @EventPattern('changes')"],
    [
      'two handlers',
      [route('changes', 'a')],
      { changes: ['One.handle', 'Two.on'] },
      "2 handlers have the pattern 'changes' (One.handle, Two.on)",
    ],
    ['no route', [], { changes: ['One.handle'] }, "The handler of 'changes' (One.handle) has no route"],
    [
      'two routes for a topic',
      [route('changes', 'a'), route('links', 'a')],
      { changes: ['One.handle'], links: ['Two.on'] },
      "Topic a is routed to 'changes' (One.handle) and to 'links' (Two.on)",
    ],
  ])('with %s stop the boot, and say which', (_, routes, named, sentence) => {
    expect(() => table(routes as Route[], named as Record<string, string[]>)).toThrow(sentence as string);
  });
});
