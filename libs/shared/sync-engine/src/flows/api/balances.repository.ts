import { Injectable } from '@nestjs/common';
import { Database } from '@concord/persistence';
import { canonicalDecimal } from '@concord/table-maps';
import { Decimal } from 'decimal.js';
import { measures, type Amounts, type Measure } from '../evidence/evidence';
import type { Flow } from '../language/flow';
import { Conditions, addDimensions, isOpenAt } from './conditions';

export interface StageBalance {
  readonly stage: string;
  readonly title: string;
  readonly documents: number;
  readonly openDocuments: number;
  readonly reached: Amounts;
  readonly balance: Amounts;
}

export interface Balance {
  readonly dimensions: Readonly<Record<string, string>>;
  readonly documents: number;
  readonly problems: number;
  readonly entered: Amounts;
  readonly stages: readonly StageBalance[];
}

const columns: Record<Measure, string> = { quantity: 'quantity', amount: 'amount', accountingAmount: 'accounting_amount' };
const Exact = Decimal.clone({ precision: 80, toExpNeg: -40, toExpPos: 60 });

/** Sums of documents, by one statement over one table. */
@Injectable()
export class BalancesRepository {
  constructor(private readonly database: Database) {}

  /** @param by dimensions to add up by; both currencies are always among them, and the company where its accounting currency is not known */
  async of(flow: Flow, by: readonly string[], filter: readonly (readonly [string, string])[]): Promise<Balance[]> {
    const dimensions = [...new Set([...by, 'currency', 'accountingCurrency'])];
    const conditions = new Conditions().add('d.flow = ?', flow.name).add('d.stage IS NOT NULL');
    addDimensions(conditions, filter);
    // Codes in two spellings are one code, shown in capitals where one of them is; names of dimensions are those of the declaration, letters and digits only.
    const keys = dimensions.map((name) => `d.dimension_keys ->> '${name}'`);
    const apart =
      flow.dimensions.includes('company') && !by.includes('company')
        ? [`CASE WHEN d.dimension_keys ->> 'accountingCurrency' IS NULL THEN d.dimension_keys ->> 'company' END`]
        : [];
    const rows = await this.database.query<Record<string, string | null>>(
      `SELECT ${[
        ...dimensions.map((name, place) => `min((d.dimensions ->> '${name}') COLLATE "C") AS d${place}`),
        ...(apart.length > 0 ? [`CASE WHEN ${keys.at(-1)} IS NULL THEN min((d.dimensions ->> 'company') COLLATE "C") END AS company`] : []),
        'count(*) AS documents',
        'count(d.problem_codes) AS problems',
        ...measures.map((measure) => `sum(d.entered_${columns[measure]}) AS entered_${columns[measure]}`),
        ...flow.stages.flatMap((_, place) => [
          `count(*) FILTER (WHERE d.reached[${place + 1}]) AS documents_${place}`,
          `count(*) FILTER (WHERE ${isOpenAt(place + 1)}) AS open_${place}`,
          ...measures.map((measure) => `sum(d.${columns[measure]}[${place + 1}]) AS ${columns[measure]}_${place}`),
        ]),
      ].join(', ')}
         FROM flow_document AS d WHERE ${conditions.sql}
        GROUP BY ${[...keys, ...apart].join(', ')} ORDER BY ${keys.map((key) => `${key} NULLS LAST`).join(', ')}`,
      conditions.parameters,
    );
    return rows.map((row) => balanceOf(flow, dimensions, row));
  }
}

const balanceOf = (flow: Flow, dimensions: readonly string[], row: Readonly<Record<string, string | null>>): Balance => {
  const amounts = (name: (column: string) => string): Amounts => {
    const found: Partial<Record<Measure, string>> = {};
    for (const measure of measures) {
      const value = row[name(columns[measure])];
      if (value != null) found[measure] = canonicalDecimal(value);
    }
    return found;
  };
  const entered = amounts((column) => `entered_${column}`);
  const named = [...dimensions.map((name, place) => [name, row[`d${place}`]] as const), ['company', row['company']] as const];
  return {
    dimensions: Object.fromEntries(named.flatMap(([name, value]) => (value == null ? [] : [[name, value]]))) as Record<string, string>,
    documents: Number(row['documents']),
    problems: Number(row['problems']),
    entered,
    stages: flow.stages.map(({ name, title }, place) => {
      const reached = amounts((column) => `${column}_${place}`);
      return {
        stage: name,
        title,
        documents: Number(row[`documents_${place}`]),
        openDocuments: Number(row[`open_${place}`]),
        reached,
        balance: less(entered, reached),
      };
    }),
  };
};

const less = (entered: Amounts, reached: Amounts): Amounts => {
  const balance: Partial<Record<Measure, string>> = {};
  for (const measure of measures) {
    const value = entered[measure];
    if (value !== undefined) balance[measure] = canonicalDecimal(new Exact(value).minus(reached[measure] ?? '0').toFixed());
  }
  return balance;
};
