import type { Expression } from '../../odata/expression';
import { faults } from '../wire/finance-fault';
import type { Document } from './metadata-documents';

/**
 * The metadata service's own filter: unlike `/data` it understands `contains()`, `startswith()`, `endswith()` and `tolower()`, and
 * compares letter for letter. Source: finance-api.md 2.5.
 */
export const filterDocuments = (documents: readonly Document[], filter: Expression): Document[] =>
  documents.filter((document) => truth(filter, document));

const truth = (expression: Expression, document: Document): boolean => {
  switch (expression.kind) {
    case 'and':
      return expression.operands.every((operand) => truth(operand, document));
    case 'or':
      return expression.operands.some((operand) => truth(operand, document));
    case 'not':
      return !truth(expression.operand, document);
    case 'compare': {
      const left = value(expression.left, document);
      const right = value(expression.right, document);
      if (expression.operator === 'eq') return left === right;
      if (expression.operator === 'ne') return left !== right;
      break;
    }
    case 'call': {
      const [text, part] = expression.arguments.map((argument) => String(value(argument, document)));
      if (expression.name === 'contains') return text!.includes(part ?? '');
      if (expression.name === 'startswith') return text!.startsWith(part ?? '');
      if (expression.name === 'endswith') return text!.endsWith(part ?? '');
      break;
    }
    case 'path':
      return value(expression, document) === true;
    case 'in':
    case 'arithmetic':
    case 'negate':
    case 'lambda':
    case 'literal':
    case 'named-call':
      break;
  }
  throw faults.badQuery(
    'The query specified in the URI is not valid: the metadata service understands eq, ne, and, or, not, contains, startswith, endswith and tolower.',
  );
};

const value = (expression: Expression, document: Document): unknown => {
  if (expression.kind === 'literal')
    return expression.literal.type === 'number' ? Number(expression.literal.value) : expression.literal.value;
  if (expression.kind === 'call' && expression.name === 'tolower' && expression.arguments.length === 1) {
    return String(value(expression.arguments[0]!, document)).toLowerCase();
  }
  if (expression.kind === 'call' || expression.kind === 'compare') return truth(expression, document);
  if (expression.kind === 'path' && expression.segments.length === 1 && Object.hasOwn(document, expression.segments[0]!))
    return document[expression.segments[0]!];
  throw faults.badQuery('The query specified in the URI is not valid: it names a property that does not exist.');
};
