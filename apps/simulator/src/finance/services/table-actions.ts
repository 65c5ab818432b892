import type { JsonObject } from '../../odata/json-reader';
import type { ODataResponse } from '../../odata/http';
import type { Row } from '../../odata/model';
import type { FinanceAction, FinanceTable } from '../definitions/finance-table';
import type { FinanceDependencies } from '../ports';
import { faults } from '../wire/finance-fault';
import { actionAnswer } from './action-answer';

/** X++ actions on a data entity, bound to its set or to one record: finance-api.md 3.9. */
export class TableActions {
  constructor(private readonly dependencies: FinanceDependencies) {}

  onSet(table: FinanceTable, name: string, body: JsonObject, origin: string): ODataResponse {
    const action = this.find(table, name, 'set');
    checkParameters(action, body);
    return answerOf(action, origin);
  }

  onRecord(table: FinanceTable, name: string, row: Row, body: JsonObject, origin: string): ODataResponse {
    const action = this.find(table, name, 'record');
    checkParameters(action, body);
    const { refuse } = action;
    if (
      refuse &&
      Object.entries(refuse.where).every(([column, wanted]) => String(row[column] ?? '').toLowerCase() === String(wanted).toLowerCase())
    ) {
      throw faults.action(this.dependencies.faults.switches().actionErrorStatus, name, table.entityType, refuse.message);
    }
    return answerOf(action, origin);
  }

  /** Action names are case-sensitive; one that does not exist is a route that fits nothing. */
  private find(table: FinanceTable, name: string, boundTo: FinanceAction['boundTo']): FinanceAction {
    const action = table.actions.find((candidate) => candidate.name === name && candidate.boundTo === boundTo);
    if (action === undefined) throw faults.noRoute(`/data/${table.entitySet}/Microsoft.Dynamics.DataEntities.${name}`);
    return action;
  }
}

const checkParameters = (action: FinanceAction, body: JsonObject): void => {
  const stranger = Object.keys(body).find((name) => !action.parameters.some((parameter) => parameter.name === name));
  if (stranger !== undefined) {
    throw faults.badBody(`The parameter '${stranger}' in the request payload is not a valid parameter for the operation '${action.name}'.`);
  }
};

/** 204, or what an unset value of the declared type looks like. */
const answerOf = ({ returns }: FinanceAction, origin: string): ODataResponse =>
  actionAnswer(returns === undefined ? undefined : (unsetValues[returns] ?? ''), origin);

const unsetValues: Readonly<Record<string, string | boolean | number>> = { String: '', Boolean: true, Int32: 0, Int64: 0, Decimal: 0 };
