import type { ODataRequest, ODataResponse } from '../odata/http';
import type { Row, Value } from '../odata/model';
import type { BusinessRule } from '../odata/rules';

/** Who a token belongs to. The shell resolves it; `userId` is a `systemuserid` from `identities` or of a user added by `addUser`. */
export interface DataverseCaller {
  readonly clientId: string;
  readonly userId: string;
}

/** A table by both its names, as faults and statistics may be asked for either. */
export interface TableName {
  readonly entitySet: string;
  readonly logicalName: string;
}

/** One webhook request to be sent. The shell loses, doubles or delays it, retries once on 502, 503 and 504, and logs the attempts. */
export interface WebhookDelivery {
  /** Absolute, the query part of `WebhookKey` and `HttpQueryString` included. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What it is about, for the log: `Update msdyn_project 5b0a...`. */
  readonly subject: string;
  /** To be called once when the last attempt is over; `status` is absent when nobody answered. */
  readonly settled: (status?: number) => void;
}

/** What the Dataverse personality needs from the shell around it. */
export interface DataverseDependencies {
  /** Milliseconds since 1970, by the simulated clock. */
  readonly clock: { now(): number };
  /** Ids of new rows come from here, so that a run can be repeated. Should not be the sequence that faults draw from. */
  readonly random: { next(): number };
  readonly deliver: (delivery: WebhookDelivery) => void;
  readonly statistics: {
    /** Once for every request, and once for every operation inside a `$batch`. `table` is an entity set name, else the first path segment (`$batch`, `WhoAmI`). */
    call(call: { readonly method: string; readonly table: string; readonly status: number }): void;
    /** Once for every committed write through the Web API. `key` is the row's GUID. */
    write(write: { readonly table: string; readonly key: string; readonly kind: 'create' | 'update' | 'delete' }): void;
  };
  readonly faults: {
    /** The message of a rule that refuses this row (`rejectRows`): asked with the row as it would be stored (as it is, for a delete). */
    rejection(table: TableName, row: Row): string | undefined;
    /** Whether this update or delete meets an update conflict (`updateConflicts`); asked once per write. */
    updateConflict(table: TableName): boolean;
    /** Whether failed conditions (`If-Match`, `If-None-Match`) are answered with an empty code. */
    emptyConditionalCodes?(): boolean;
    /** Called before each operation inside a `$batch`: an answer here is given in its place (e.g. throttling inside a batch). */
    beforeBatchItem?(request: ODataRequest<DataverseCaller>): ODataResponse | undefined;
  };
}

export interface BaseCurrency {
  readonly isocurrencycode: string;
  readonly currencyname: string;
  readonly currencysymbol: string;
}

export interface UserDeclaration {
  readonly user: Readonly<Record<string, unknown>>;
  /** Whether callers may act on behalf of this user. */
  readonly impersonate?: boolean;
  readonly privileges?: { readonly deny?: readonly { readonly table: string; readonly operations: readonly string[] }[] };
}

/** A control call that is wrong: its message names the offending member. The shell answers 400 with it; nothing has changed. */
export class InvalidControlCall extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidControlCall';
  }
}

/** The simulated Dataverse environment. Everything is synchronous: a call has taken effect when it returns. */
export interface Dataverse {
  /** Path that all requests start with. */
  readonly apiPath: '/api/data/v9.2';
  /** Serves any path under `/api/data/`. Never throws. Authentication and service protection limits are the shell's. */
  handle(request: ODataRequest<DataverseCaller>): ODataResponse;

  /** `userId`s of the users that exist after a reset: the application user and a human administrator. */
  readonly identities: { readonly application: string; readonly administrator: string };
  /** Adds or changes a `systemuser`, answers its id (given one, or a new one). Throws `InvalidControlCall`. */
  addUser(declaration: UserDeclaration): string;

  /** Table definitions of the control API, merged by name into those that exist. Throws `InvalidControlCall`. */
  define(tables: unknown): void;
  /** The same for tables that are there from the start: a whole definition that comes while such a table is empty takes its place. */
  defineBuiltIn(tables: readonly Readonly<Record<string, unknown>>[]): void;
  /** `table`: entity set or logical name. All rows or none. Throws `InvalidControlCall`. */
  seed(table: string, rows: unknown): void;
  generate(table: string, count: number, template: unknown): void;
  /** Rows as stored, in key order, `_x_value@type` among them. Throws `InvalidControlCall` for an unknown table. */
  rows(table: string, top?: number, skip?: number): { readonly count: number; readonly rows: Row[] };
  expireDeltaTokens(table: string): void;
  /** Back to system rows and system tables only; definitions, rules of `addRule`, users and tokens go. */
  reset(baseCurrency?: BaseCurrency): void;

  /** The stored row, not to be changed; `id` as stored, in lower case. `table`: entity set or logical name. */
  find(table: string, id: string): Row | undefined;
  /** Stored rows whose column has this value, through an index; in no particular order. A lookup's column is `_x_value`. */
  where(table: string, column: string, value: Value): readonly Row[];
  /** All writes of `work`, or none when it throws. */
  transaction<T>(work: () => T): T;

  /** Business rule plug-in; goes with `reset`. */
  addRule(rule: BusinessRule): void;
  /**
   * Writes as the system itself would (people's actions of the control API, rules): rules, events and change tracking as through the
   * Web API. `row` as in `seed`. Throws `RuleRefusal` or `InvalidControlCall`.
   */
  write(kind: 'create' | 'update' | 'delete', table: string, row: Readonly<Record<string, unknown>>, userId?: string): Row;
}
