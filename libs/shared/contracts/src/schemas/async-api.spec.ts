import 'reflect-metadata';
import { Parser } from '@asyncapi/parser';
import { asyncApi } from './async-api';

it('the AsyncAPI document is one by the rules of its specification', async () => {
  const { document, diagnostics } = await new Parser().parse(JSON.stringify(asyncApi()));

  expect(diagnostics.filter(({ severity }) => severity === 0)).toEqual([]);
  expect(
    document
      ?.channels()
      .all()
      .map((channel) => channel.address()),
  ).toEqual([
    'concord.{system}.{table}.changes',
    'concord.{system}.{table}.writes',
    'concord.{area}.outcomes',
    'concord.links',
    'concord.flows.{area}',
    'concord.subscriptions',
    'concord.snapshots',
  ]);
}, 30_000);
