import type { ODataResponse } from '../odata/http';
import type { JsonObject } from '../odata/json-reader';
import type { Row, Value } from '../odata/model';
import { relatedRows } from '../odata/relations';
import { resolveReference } from './addresses';
import { emptyAnswer, jsonAnswer } from './answers';
import type { DataverseNavigation, DataverseTable } from './dataverse-model';
import { failures } from './errors';
import type { Operation } from './operation';
import { setLookup } from './payload';
import { associate, disassociate } from './row-links';
import type { RowWriter } from './row-writer';
import { singleTarget } from './single-target';

/** GET `nav/$ref`: addresses of the related rows. */
export const readReferences = (operation: Operation, navigation: DataverseNavigation, row: Row): ODataResponse => {
  const { environment, api } = operation;
  const link = (target: DataverseTable, related: Row) => `${api}/${target.entitySet}(${String(related[target.primaryId])})`;
  if (navigation.cardinality === 'one') {
    const { table, related } = singleTarget(environment, navigation, row);
    if (related === undefined) return emptyAnswer(204);
    return jsonAnswer(200, JSON.stringify({ '@odata.context': `${api}/$metadata#$ref`, '@odata.id': link(table, related) }));
  }
  const target = environment.lookup(navigation.target)!;
  const value = relatedRows(environment.database, navigation, row).map((related) => ({ '@odata.id': link(target, related) }));

  return jsonAnswer(200, JSON.stringify({ '@odata.context': `${api}/$metadata#Collection($ref)`, value }));
};

/** PUT (one) or POST (collection) `nav/$ref` `{"@odata.id"}`. */
export const addReference = (
  writer: RowWriter,
  operation: Operation,
  table: DataverseTable,
  row: Row,
  navigation: DataverseNavigation,
  body: JsonObject,
): ODataResponse => {
  const reference = body['@odata.id'];
  if (typeof reference !== 'string') throw failures.payload(table.entitySet, "The body must be an object with a text '@odata.id'.");
  operation.environment.database.transaction(() => {
    if (navigation.cardinality === 'one') {
      const values = new Map<string, Value>();
      setLookup(operation, table, navigation, reference, { values });
      writer.update(operation, table, row, { values, nested: [], linked: [] });
      return;
    }
    const { table: other, row: member } = resolveReference(operation, reference);
    if (other.logicalName !== navigation.targetType) {
      throw failures.payload(table.entitySet, `The collection '${navigation.name}' cannot hold a row of '${other.entitySet}'.`);
    }
    const isThere = relatedRows(operation.environment.database, navigation, row).includes(member);
    if (!isThere) associate(writer, operation, table, row, navigation, String(member[other.primaryId]));
  });
  return emptyAnswer(204);
};

/** DELETE `nav/$ref`, `Coll(guid)/$ref`, `Coll/$ref?$id=...`. */
export const removeReference = (
  writer: RowWriter,
  operation: Operation,
  table: DataverseTable,
  row: Row,
  navigation: DataverseNavigation,
  memberId: string | undefined,
): ODataResponse => {
  operation.environment.database.transaction(() => {
    if (navigation.cardinality === 'one') {
      const values = new Map<string, Value>();
      setLookup(operation, table, navigation, null, { values });
      writer.update(operation, table, row, { values, nested: [], linked: [] });
      return;
    }
    if (memberId === undefined)
      throw failures.invalidArgument(
        `To take a row out of '${navigation.name}', name it: '${navigation.name}(<id>)/$ref' or '$ref?$id=<address>'.`,
      );
    disassociate(writer, operation, table, row, navigation, memberId);
  });
  return emptyAnswer(204);
};
