import fc from 'fast-check';
import { parseFilter } from './expression-parser';
import type { Expression } from './expression';

const write = (expression: Expression): string => {
  switch (expression.kind) {
    case 'literal':
      return expression.literal.type === 'string'
        ? `'${String(expression.literal.value).replaceAll("'", "''")}'`
        : String(expression.literal.value);
    case 'path':
      return expression.segments.join('/');
    case 'and':
    case 'or':
      return `(${expression.operands.map(write).join(` ${expression.kind} `)})`;
    case 'not':
      return `not (${write(expression.operand)})`;
    case 'compare':
    case 'arithmetic':
      return `${write(expression.left)} ${expression.operator} ${write(expression.right)}`;
    case 'call':
      return `${expression.name}(${expression.arguments.map(write).join(',')})`;
    case 'in':
    case 'lambda':
    case 'named-call':
    case 'negate':
      throw new Error(`The spec makes no ${expression.kind}.`);
  }
};

describe('$filter', () => {
  it('binds not, and, or from tight to loose', () => {
    expect(parseFilter('not a eq 1 and b eq 2 or c eq 3')).toMatchObject({
      kind: 'or',
      operands: [{ kind: 'and', operands: [{ kind: 'not' }, { kind: 'compare' }] }, { kind: 'compare' }],
    });
  });

  it('reads literals of every type', () => {
    const literal = (text: string) => (parseFilter(`a eq ${text}`) as Extract<Expression, { kind: 'compare' }>).right;
    expect(literal("'O''Bryan'")).toMatchObject({ literal: { type: 'string', value: "O'Bryan" } });
    expect(literal('5B0A4C1E-7F35-4F4C-9A52-D9F2A1C0E001')).toMatchObject({
      literal: { type: 'guid', value: '5b0a4c1e-7f35-4f4c-9a52-d9f2a1c0e001' },
    });
    expect(literal('2026-03-01T10:00:00+02:00')).toMatchObject({ literal: { type: 'dateTime', value: '2026-03-01T08:00:00Z' } });
    expect(literal("Microsoft.Dynamics.DataEntities.NoYes'Yes'")).toMatchObject({ literal: { type: 'enum', value: 'Yes' } });
    expect(literal('-1.50')).toMatchObject({ literal: { type: 'number', value: '-1.5' } });
  });

  it('means the same when it is written out and read again', () => {
    const name = fc.constantFrom('name', 'nav/name', 'revenue');
    const text = fc.string({ maxLength: 8 }).map((value): Expression => ({ kind: 'literal', literal: { type: 'string', value } }));
    const path = name.map((value): Expression => ({ kind: 'path', segments: value.split('/') }));
    const comparison = fc
      .tuple(path, fc.constantFrom('eq', 'ne', 'gt', 'le'), text)
      .map(([left, operator, right]): Expression => ({ kind: 'compare', operator: operator as 'eq', left, right }));
    const call = fc
      .tuple(fc.constantFrom('contains', 'startswith'), path, text)
      .map(([fn, left, right]): Expression => ({ kind: 'call', name: fn, arguments: [left, right] }));
    const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
      expression: fc.oneof(
        { depthSize: 'small' },
        comparison,
        call,
        tie('expression').map((operand): Expression => ({ kind: 'not', operand })),
        fc
          .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('expression'), { minLength: 2, maxLength: 3 }))
          .map(([kind, operands]): Expression => ({ kind, operands })),
      ),
    }));
    fc.assert(
      fc.property(expression, (tree) => {
        expect(parseFilter(write(tree))).toEqual(tree);
      }),
    );
  });

  it('refuses nesting without end instead of running out of stack', () => {
    expect(() => parseFilter(`${'('.repeat(5_000)}a eq 1${')'.repeat(5_000)}`)).toThrow('nested deeper');
    expect(parseFilter(Array.from({ length: 5_000 }, (_item, n) => `a eq ${n}`).join(' or '))).toMatchObject({ kind: 'or' });
  });
});
