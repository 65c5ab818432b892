import { sumOf } from './money.mjs';

/**
 * What each system holds of the month, summed from its own rows: by company and currency the actuals of Dataverse that Finance must have, and the
 * debits of Finance's ledger. `amount` is in the currency of the line, `inBooks` in that of the company.
 *
 * @returns `[{ company, currency, dataverse: { vouchers, amount, inBooks }, finance: { ... } }]`
 */
export const bothSides = async ({ dataverse, finance }) => {
  const [companies, currencies, actuals, debits] = await Promise.all([
    codesOf(dataverse, 'cdm_companies', 'cdm_companyid', 'cdm_companycode'),
    codesOf(dataverse, 'transactioncurrencies', 'transactioncurrencyid', 'isocurrencycode'),
    dataverse.rows('msdyn_actuals?$filter=msdyn_skipsync ne true'),
    finance.rows("GeneralJournalAccountEntries?cross-company=true&$filter=IsCredit eq Microsoft.Dynamics.DataEntities.NoYes'No'"),
  ]);
  const booked = actuals.map((row) => ({
    company: companies.get(row._msdyn_owningcompany_value),
    currency: currencies.get(row._transactioncurrencyid_value),
    amount: row.msdyn_amount,
    inBooks: row.msdyn_accountingamount,
    voucher: row.msdyn_vouchernumber,
  }));
  const posted = debits.map((row) => ({
    company: String(row.dataAreaId).toUpperCase(),
    currency: row.TransactionCurrencyCode,
    amount: row.TransactionCurrencyAmount,
    inBooks: row.AccountingCurrencyAmount,
    voucher: row.Voucher,
  }));
  const groups = new Map([...booked, ...posted].map(({ company, currency }) => [`${company} ${currency}`, { company, currency }]));
  return [...groups.keys()].sort().map((key) => {
    const { company, currency } = groups.get(key);
    const ofGroup = (line) => line.company === company && line.currency === currency;
    return { company, currency, dataverse: totalsOf(booked.filter(ofGroup)), finance: totalsOf(posted.filter(ofGroup)) };
  });
};

const codesOf = async (dataverse, set, id, code) => new Map((await dataverse.rows(set)).map((row) => [row[id], row[code]]));

const totalsOf = (lines) => ({
  vouchers: new Set(lines.map(({ voucher }) => voucher).filter(Boolean)).size,
  amount: sumOf(lines.map(({ amount }) => amount)),
  inBooks: sumOf(lines.map(({ inBooks }) => inBooks)),
});
