import { parseQuery } from './query-options';

describe('parameter aliases (dataverse-web-api.md 4.2)', () => {
  it('stand for values, and for columns, in $filter and $orderby', () => {
    const { filter, orderby } = parseQuery(
      '$orderby=@p1%20asc,@p2%20desc&$filter=@p1%20ne%20@p3%20and%20a%20eq%20@p4&@p1=revenue&@p2=owner/name&@p4=%27x%27',
    );
    const none = { kind: 'literal', literal: { type: 'null', value: null } };
    expect(filter).toEqual({
      kind: 'and',
      operands: [
        { kind: 'compare', operator: 'ne', left: { kind: 'path', segments: ['revenue'] }, right: none },
        {
          kind: 'compare',
          operator: 'eq',
          left: { kind: 'path', segments: ['a'] },
          right: { kind: 'literal', literal: { type: 'string', value: 'x' } },
        },
      ],
    });
    expect(orderby).toEqual([
      { segments: ['revenue'], descending: false },
      { segments: ['owner', 'name'], descending: true },
    ]);
  });

  it('are none inside $expand', () => {
    expect(() => parseQuery("$expand=Tasks($filter=subject%20eq%20@p1)&@p1='x'")).toThrow(
      'A parameter alias cannot be used inside $expand.',
    );
    expect(() => parseQuery("$expand=Tasks($filter=subject%20eq%20'a@p1')")).not.toThrow();
  });
});
