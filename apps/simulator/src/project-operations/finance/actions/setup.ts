import { ActionRefused } from '../../../control/action-routes';
import { ControlRefusal } from '../../../control/control-refusal';
import { isObject, objectMember, optionalText, textMember } from '../../../control/read-body';
import type { Books, NewRow, Stored } from '../books';
import { instantOf, textOf } from '../columns';
import { sharedCategorySuffixes } from '../setup/categories';
import type { LineType } from '../staging/transaction-classes';
import { amountGiven, companyGiven, dayGiven, type FinanceAction, flagGiven } from './finance-action';

const put = (books: Books, table: string, key: Stored, values: NewRow): void => {
  if (books.find(table, key) === undefined) books.create(table, { ...key, ...values });
  else books.update(table, { ...key, ...values });
};

export const setProjectParameters: FinanceAction = {
  name: 'set-project-parameters',
  summary: 'Change project management and accounting parameters of a legal entity',
  parameters: {
    company: 'legal entity',
    values:
      'columns of ProjectParameters: PeriodUnit (All, Days, Months, Years), JournalLineLimit, MoveToOpenPeriod, TransferErrorLinesToNewJournal, IsPrevalidationEnabled, SalesTaxGroupMethod, ..CategoryId, ..IntegrationAccount, CreateBeginningBalances, BeginningBalanceDate, ...',
  },
  run: (books, given) => {
    const company = companyGiven(given);
    put(books, 'ProjectParameters', { dataAreaId: company }, objectMember(given, 'values'));
    return { company };
  },
};

export const setBillingTypeDefault: FinanceAction = {
  name: 'set-billing-type-default',
  summary: 'Set the line property of a billing type; without one, actuals of the type are refused',
  parameters: {
    company: 'legal entity',
    billingType: 'NotSpecified, Chargeable, NonChargeable, Complimentary or NotAvailable',
    lineProperty: 'line property; leave out to remove the default',
  },
  run: (books, given) => {
    const company = companyGiven(given);
    const key = { dataAreaId: company, BillingType: textMember(given, 'billingType') };
    const lineProperty = optionalText(given, 'lineProperty');
    if (lineProperty !== undefined) put(books, 'ProjBillingTypeLinePropertyDefaults', key, { LinePropertyId: lineProperty });
    else if (books.find('ProjBillingTypeLinePropertyDefaults', key) !== undefined) books.remove('ProjBillingTypeLinePropertyDefaults', key);
    return { ...key, lineProperty: lineProperty ?? null };
  },
};

/** Through the entities that the maps of exchange rates read, so that the rate travels to Dataverse. */
export const setExchangeRate: FinanceAction = {
  name: 'set-exchange-rate',
  summary: 'Enter an exchange rate, quoted for 100 units of the foreign currency unless the currency pair says otherwise',
  parameters: {
    from: 'foreign currency',
    to: 'accounting currency',
    rate: 'e.g. 108.25',
    validFrom: 'optional: first day, today when not given',
    type: "optional: exchange rate type, 'Default' when not given",
  },
  run: (books, given) => {
    const type = optionalText(given, 'type') ?? 'Default';
    const pair = {
      ExchangeRateTypeName: type,
      FromCurrencyCode: textMember(given, 'from').toUpperCase(),
      ToCurrencyCode: textMember(given, 'to').toUpperCase(),
    };
    const rate = amountGiven(given, 'rate');
    const validFrom = dayGiven(books, given, 'validFrom');
    books.transaction(() => {
      if (books.find('ExchangeRateTypes', { Name: type }) === undefined) books.create('ExchangeRateTypes', { Name: type });
      if (books.find('ExchangeRateCurrencyPairs', pair) === undefined)
        books.create('ExchangeRateCurrencyPairs', { ...pair, ExchangeRateDisplayFactor: 'Hundred' });
      put(books, 'ExchangeRateCDSs', { ...pair, ValidFrom: instantOf(validFrom) }, { Rate: rate });
    });
    return { type, from: pair.FromCurrencyCode, to: pair.ToCurrencyCode, rate, validFrom };
  },
};

export const setFixedRateAgreement: FinanceAction = {
  name: 'set-fixed-rate-agreement',
  summary: 'Agree a fixed exchange rate for sales of a project contract; it holds for drafted lines and pending proposals too',
  parameters: { company: 'legal entity', contract: 'project contract', currency: 'contract currency', rate: 'per 100 units, e.g. 125' },
  run: (books, given) => {
    const key = {
      dataAreaId: companyGiven(given),
      ProjectContractId: textMember(given, 'contract'),
      CurrencyCode: textMember(given, 'currency').toUpperCase(),
    };
    const rate = amountGiven(given, 'rate');
    put(books, 'ProjectFixedRateAgreements', key, { Rate: rate });
    return { ...key, rate };
  },
};

export const setProfileRule: FinanceAction = {
  name: 'set-profile-rule',
  summary: 'Say which cost and revenue profile a project, a project contract, a project group or all are posted by',
  parameters: {
    company: 'legal entity',
    profile: 'profile',
    project: 'project',
    contract: 'or project contract',
    group: 'or project group; all when none of these is given',
  },
  run: (books, given) => {
    const company = companyGiven(given);
    const profile = textMember(given, 'profile');
    if (books.find('ProjectCostRevenueProfiles', { dataAreaId: company, ProfileId: profile }) === undefined)
      throw new ActionRefused(`Project cost and revenue profile ${profile} does not exist in legal entity ${company.toUpperCase()}.`);
    const relations = {
      Project: optionalText(given, 'project'),
      ProjectContract: optionalText(given, 'contract'),
      ProjectGroup: optionalText(given, 'group'),
    };
    const [relation, id] = Object.entries(relations).find(([, value]) => value !== undefined) ?? ['All', ''];
    const rule = `${relation.slice(0, 8)}-${id}`.slice(0, 20);
    put(
      books,
      'ProjectCostRevenueProfileRules',
      { dataAreaId: company, RuleId: rule },
      { ProfileId: profile, Relation: relation, RelationId: id },
    );
    return { company, rule, profile, relation, id: id ?? '' };
  },
};

const types = Object.keys(sharedCategorySuffixes) as LineType[];

export const addProjectCategory: FinanceAction = {
  name: 'add-project-category',
  summary: 'Add project categories for a transaction category that came from Dataverse, one for each transaction type',
  parameters: {
    company: 'legal entity',
    transactionCategory: 'number of the transaction category',
    types: `optional: some of ${types.join(', ')}; Hour, Cost and Item when not given`,
    itemSalesTaxGroup: "optional: item sales tax group, 'FULL' when not given",
  },
  run: (books, given) => {
    const company = companyGiven(given);
    const transactionCategory = textMember(given, 'transactionCategory');
    const wanted = (given['types'] ?? ['Hour', 'Cost', 'Item']) as unknown;
    if (!Array.isArray(wanted) || !wanted.every((type): type is LineType => types.includes(type as LineType)))
      throw new ControlRefusal(`'types' must be a list of: ${types.join(', ')}.`);
    const added = wanted.map((type) => {
      const shared = `${transactionCategory}-${sharedCategorySuffixes[type]}`;
      const known = books.find('SharedCategories', { CategoryId: shared });
      if (known === undefined && books.find('ProjectTransactionCategories', { CategoryId: transactionCategory }) === undefined)
        throw new ActionRefused(`Transaction category ${transactionCategory} has not come from Dataverse.`);
      put(
        books,
        'ProjectCategories',
        { dataAreaId: company, CategoryId: shared },
        {
          Name: known === undefined ? shared : textOf(known, 'Name'),
          SharedCategoryId: shared,
          TransactionCategoryId: transactionCategory,
          TransType: type,
          ItemSalesTaxGroup: optionalText(given, 'itemSalesTaxGroup') ?? 'FULL',
        },
      );
      return shared;
    });
    return { company, categories: added };
  },
};

export const setUpIntercompany: FinanceAction = {
  name: 'set-up-intercompany',
  summary: 'Set up what a legal entity lends to another: customer of the borrower, accrual, default categories, accounts',
  parameters: {
    lending: 'legal entity that lends resources',
    borrowing: 'legal entity that has the project',
    accrueRevenue: 'optional: whether intercompany revenue is accrued; true when not given',
    customer: 'optional: customer record of the borrowing entity',
    vendor: 'optional: vendor record of the lending entity',
    values: 'optional: more columns of ProjectIntercompanyRelationships',
  },
  run: (books, given) => {
    const lending = companyGiven(given, 'lending');
    const borrowing = companyGiven(given, 'borrowing');
    const more = given['values'] ?? {};
    if (!isObject(more)) throw new ControlRefusal("'values' must be an object.");
    put(
      books,
      'ProjectIntercompanyRelationships',
      { dataAreaId: lending, BorrowingCompany: borrowing },
      {
        CustomerAccount: optionalText(given, 'customer'),
        VendorAccount: optionalText(given, 'vendor'),
        AccrueRevenue: flagGiven(given, 'accrueRevenue', true) ? 'Yes' : 'No',
        HourCategoryId: 'Hours',
        ExpenseCategoryId: 'Expenses',
        IntercompanyRevenueAccount: '411900',
        IntercompanyCostAccount: '540900',
        ...more,
      },
    );
    return { lending, borrowing };
  },
};
