import { breakingChanges } from './breaking-changes';
import type { JsonSchema } from './json-schema';

const published: JsonSchema = {
  type: 'object',
  required: ['id'],
  properties: {
    id: { type: 'string', maxLength: 20 },
    amount: { type: ['string', 'null'] },
    status: { type: 'string', enum: ['open', 'closed'] },
    error: { anyOf: [{ $ref: '#/$defs/Fault' }, { type: 'null' }] },
    lines: { type: 'array', items: { $ref: '#/$defs/Fault' } },
  },
  $defs: { Fault: { type: 'object', properties: { code: { type: 'string' } } } },
};

const changed = (change: (schema: JsonSchema) => void): string[] => {
  const next = structuredClone(published);
  change(next);

  return breakingChanges(published, next);
};

describe('a published schema', () => {
  it('may gain an optional property, and allow more than before', () => {
    expect(
      changed((next) => {
        next.properties = { ...next.properties, note: { type: 'string' }, id: { type: ['string', 'null'], maxLength: 30 } };
        next.required = [];
      }),
    ).toEqual([]);
  });

  it.each<[string, (schema: JsonSchema) => void, string]>([
    ['lose a property', (next) => delete next.properties?.['amount'], 'amount was removed'],
    ['require what it did not', (next) => next.required?.push('amount'), 'amount is newly required'],
    ['narrow a type', (next) => (next.properties!['amount'] = { type: 'string' }), 'amount may no longer be null'],
    ['change a type', (next) => (next.properties!['id'] = { type: 'integer' }), 'id may no longer be string'],
    ['forbid a value', (next) => (next.properties!['status'] = { type: 'string', enum: ['open'] }), 'status may no longer be "closed"'],
    ['shorten a text', (next) => (next.properties!['id'] = { type: 'string', maxLength: 10 }), 'id: maxLength fell to 10'],
    ['lose a property further in', (next) => (next.$defs!['Fault'] = { type: 'object', properties: {} }), 'error.code was removed'],
  ])('may not %s', (_, change, sentence) => {
    expect(changed(change)).toContain(sentence);
  });
});
