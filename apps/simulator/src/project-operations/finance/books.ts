import { ControlRefusal } from '../../control/control-refusal';
import type { Row, Value } from '../../odata/model';
import { RuleRefusal } from '../../odata/rules';
import type { Systems } from '../systems';

export type NewRow = Readonly<Record<string, unknown>>;
/** A stored row: read, never changed. */
export type Stored = Readonly<Row>;

/** The Finance environment as project accounting works on it: by key and index, all writes with rules and events. */
export interface Books {
  find(table: string, key: Stored): Stored | undefined;
  where(table: string, column: string, value: Value): readonly Stored[];
  /** As `where`, of one company; numbers repeat between companies. */
  inCompany(table: string, company: string, column: string, value: Value): readonly Stored[];
  all(table: string): Iterable<Stored>;
  /** Writes throw `RuleRefusal`, in whatever way they are refused. */
  create(table: string, row: NewRow): Stored;
  /** `row` holds the key and what changes. */
  update(table: string, row: NewRow): Stored;
  remove(table: string, key: NewRow): void;
  transaction<T>(work: () => T): T;
  now(): number;
}

export const booksOf = ({ finance, clock }: Systems): Books => ({
  find: (table, key) => finance.find(table, key),
  where: (table, column, value) => finance.where(table, column, value),
  inCompany: (table, company, column, value) => finance.where(table, column, value).filter((row) => row['dataAreaId'] === company),
  all: (table) => finance.scan(table),
  create: (table, row) => written(() => finance.write('create', table, row)),
  update: (table, row) => written(() => finance.write('update', table, row)),
  remove: (table, key) => void written(() => finance.write('delete', table, key)),
  transaction: (work) => finance.transaction(work),
  now: () => clock.now(),
});

const written = (write: () => Stored): Stored => {
  try {
    return write();
  } catch (error) {
    throw error instanceof ControlRefusal ? new RuleRefusal(error.message) : error;
  }
};
