import type { ODataRequest, ODataResponse } from '../odata/http';
import type { Row, Value } from '../odata/model';
import type { BusinessRule } from '../odata/rules';
import type { StoreConstraint } from '../odata/table-store';
import type { FinanceSwitches } from '../faults/fault-members';
import type { BulkService } from './bulk/bulk-service';
import type { Caller } from '../shell/caller';

export interface FinanceEventDelivery {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly subject: string;
}

/** What the Finance personality needs from the shell around it. */
export interface FinanceDependencies {
  /** Milliseconds since 1970, by the simulated clock. */
  readonly clock: { now(): number };
  /** Record versions and ids come from here; not the sequence that faults draw from. */
  readonly random: { next(): number };
  readonly deliver: (delivery: FinanceEventDelivery) => void;
  readonly statistics: {
    /** Once for every request, and once for every operation inside a `$batch`. */
    call(call: { readonly method: string; readonly table: string; readonly status: number }): void;
    /** Once for every committed write through the API. `key` is the key predicate, e.g. `dataAreaId='usmf',CustomerGroupId='10'`. */
    write(write: { readonly table: string; readonly key: string; readonly kind: 'create' | 'update' | 'delete' }): void;
  };
  readonly faults: {
    switches(): FinanceSwitches;
    rejection(entitySet: string, row: Row): string | undefined;
    updateConflict(entitySet: string): boolean;
    /** An answer in place of an operation inside `$batch`: throttling that spares single requests. */
    beforeBatchItem(request: ODataRequest<Caller>): ODataResponse | undefined;
  };
}

/** The service user behind a client's tokens. */
export interface FinanceUser {
  /** Lower case. */
  readonly defaultCompany: string;
  /** Companies the user may see, lower case; absent: all. */
  readonly companies?: readonly string[];
}

export interface EventSubscription {
  readonly kind: 'business-event' | 'data-event';
  readonly eventId?: string;
  /** Entity set, public entity name, physical name or label. */
  readonly entity?: string;
  readonly operation?: 'create' | 'update' | 'delete';
  /** Lower case; absent: all companies. */
  readonly company?: string;
  readonly url: string;
}

/** The simulated Finance environment. Everything is synchronous: a call has taken effect when it returns. */
export interface Finance {
  /** Serves `/data`, `/metadata`, `/api/services` and `/api/connector`. Never throws. Authentication and throttling are the shell's. */
  handle(request: ODataRequest<Caller>): ODataResponse;
  /** Serves `/dmf/...`, where packages are put and fetched with the signature in the URL instead of a token. */
  handleBlob(request: ODataRequest<undefined>): ODataResponse;

  /** Tables that exist after every reset; a whole definition of one that is still empty replaces it, see the catalogue. */
  defineBuiltIn(tables: readonly unknown[]): void;

  /** All of the following throw `ControlRefusal` for a bad call, and change nothing then. */
  define(tables: unknown): void;
  seed(table: string, rows: unknown): void;
  generate(table: string, count: number, template: unknown): void;
  rows(table: string, top?: number, skip?: number): { readonly count: number; readonly rows: Row[] };
  setUser(user: FinanceUser, clientId?: string): void;
  /** Back to no tables and no rows. */
  reset(): void;

  /** Data packages and recurring integrations, for the control API. */
  readonly bulk: BulkService;
  subscribe(subscription: EventSubscription): string;
  raiseBusinessEvent(businessEventId: string, company: string, payload: Readonly<Record<string, unknown>>): void;

  addRule(rule: BusinessRule): void;
  /** What no path of writing can pass by; like rules, gone with the next reset. */
  addConstraint(table: string, constraint: StoreConstraint): void;
  /**
   * Writes as the system itself would: rules and events as through the API, no statistics; what callers may only read can be written.
   * Throws `RuleRefusal` or `ControlRefusal`.
   */
  write(kind: 'create' | 'update' | 'delete', table: string, row: Readonly<Record<string, unknown>>): Row;
  /** All writes of `work`, or none when it throws; events go out afterwards. */
  transaction<T>(work: () => T): T;
  /** The stored row with this whole key; not to be changed. Letter case does not count. */
  find(table: string, key: Readonly<Row>): Readonly<Row> | undefined;
  /** Stored rows whose column has this value, by index, in no particular order. */
  where(table: string, column: string, value: Value): readonly Readonly<Row>[];
  /** Stored rows in key order. */
  scan(table: string): Iterable<Readonly<Row>>;
}
