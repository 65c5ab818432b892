import 'reflect-metadata';
import { IsOptional, Length, Matches } from 'class-validator';
import { changeMessageOf } from './change-message-of';

class Line {
  @Length(1, 5) readonly number!: string;
  @IsOptional() @Matches(/^-?\d+(\.\d+)?$/) readonly amount?: string | null;
}

const change = (row?: object | null): object => ({ op: 'upsert', id: 'l-1', key: { number: '1' }, version: '4', origin: 'delta', row });

describe('a change of a record', () => {
  const checker = changeMessageOf(Line);

  it.each([
    ['keeps the rules', change({ number: '1', amount: '2.5' })],
    ['holds no value where none is needed', change({ number: '1', amount: null })],
    ['was captured without some columns', change({ amount: '1' })],
    ['is a delete', { ...change(), op: 'delete' }],
  ])('passes when its row %s', (_, value) => {
    expect(checker.accepts(value)).toBe(true);
    expect(checker.violations(value)).toEqual([]);
  });

  it.each([
    ['holds no value where one is needed', change({ number: null }), { property: 'row.number', rule: 'isLength' }],
    ['breaks a rule', change({ number: '1', amount: '1e5' }), { property: 'row.amount', rule: 'matches' }],
    ['is fine but the change is not', { ...change({ number: '1' }), op: 'replace' }, { property: 'op', rule: 'isIn' }],
  ])('is refused, with the rule, when its row %s', (_, value, violation) => {
    expect(checker.accepts(value)).toBe(false);
    expect(checker.violations(value)).toEqual([expect.objectContaining(violation)]);
  });
});
