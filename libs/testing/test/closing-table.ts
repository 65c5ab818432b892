import type { SimulatorControl } from '../src/world/simulator-control';

export interface Sums {
  readonly company: string;
  readonly currency: string;
  /** As the story spells amounts: `12,345.60`. */
  readonly dataverse: string;
  readonly finance: string;
}

type Row = Readonly<Record<string, unknown>>;

/** What was booked, by company and currency, summed from the rows of each system. */
export const sumsOfBothSides = async (control: SimulatorControl): Promise<Sums[]> => {
  const codes = async (table: string, id: string, code: string): Promise<ReadonlyMap<unknown, string>> =>
    new Map((await control.rows('dataverse', table)).map((row) => [row[id], String(row[code])]));
  const companies = await codes('cdm_companies', 'cdm_companyid', 'cdm_companycode');
  const currencies = await codes('transactioncurrencies', 'transactioncurrencyid', 'isocurrencycode');
  const actuals = sums(
    (await control.rows('dataverse', 'msdyn_actuals')).filter((row) => row['msdyn_skipsync'] !== true),
    (row) => `${companies.get(row['_msdyn_owningcompany_value'])} ${currencies.get(row['_transactioncurrencyid_value'])}`,
    'msdyn_amount',
  );
  const ledger = sums(
    (await control.rows('finance', 'GeneralJournalAccountEntries')).filter((row) => row['IsCredit'] === 'No'),
    (row) => `${String(row['dataAreaId']).toUpperCase()} ${String(row['TransactionCurrencyCode'])}`,
    'TransactionCurrencyAmount',
  );
  return [...new Set([...actuals.keys(), ...ledger.keys()])].sort().map((group) => {
    const [company = '', currency = ''] = group.split(' ');
    return { company, currency, dataverse: shown(actuals.get(group) ?? 0n), finance: shown(ledger.get(group) ?? 0n) };
  });
};

/** Cells of the lines of a printed table whose second column begins so. */
export const tableLines = (output: string, second: string): string[][] =>
  output
    .split('\n')
    .map((line) => line.trim().split(/ {2,}/))
    .filter((cells) => cells.length === 6 && cells[1]?.startsWith(second));

/** In ten-thousandths, the finest that either system keeps of money. */
const sums = (rows: readonly Row[], groupOf: (row: Row) => string, column: string): Map<string, bigint> => {
  const groups = new Map<string, bigint>();
  for (const row of rows) groups.set(groupOf(row), (groups.get(groupOf(row)) ?? 0n) + tenThousandths(String(row[column])));
  return groups;
};

const tenThousandths = (amount: string): bigint => {
  const [whole = '', fraction = ''] = amount.split('.');
  return BigInt(`${whole}${fraction.padEnd(4, '0').slice(0, 4)}`);
};

const shown = (amount: bigint): string => {
  const cents = String(amount / 100n).padStart(3, '0');
  return `${cents.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')}.${cents.slice(-2)}`;
};
