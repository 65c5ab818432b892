import { holdAgainstSheets, type DeliberateDifference, type HeldMaps } from '@concord/testing';
import { namedActualsMapsIn } from './actuals-maps';

const maps = namedActualsMapsIn('UTC');
type Compared = HeldMaps['bySheet'][string];

/** A map of setup-sync, as far as paths lead through it: Finance column, the Dataverse column that makes it, and how. */
const setup = (
  id: string,
  primaryKey: string,
  ...lines: readonly (readonly [finance: string, dataverse: string, how?: string])[]
): Compared => ({
  id,
  version: '',
  finance: { table: '', key: lines.map(([finance]) => finance), columns: [] },
  dataverse: { table: id, key: [primaryKey], columns: [] },
  fields: [],
  keyFields: lines.map(([finance, dataverse, how = 'key']) => ({ direction: 'toFinance', finance, dataverse, description: how })),
  initialSync: { required: false, master: 'dataverse' },
  prerequisites: [],
  lookups: {},
  perLegalEntity: false,
});

const others = [
  ...Object.values(maps),
  setup('cdm_companies', 'cdm_companyid', ['LegalEntityId', 'cdm_companycode']),
  setup('transactioncurrencies', 'transactioncurrencyid', ['CurrencyCode', 'isocurrencycode']),
  setup('msdyn_transactioncategories', 'msdyn_transactioncategoryid', ['CategoryId', 'msdyn_transactioncategorynumber']),
  setup(
    'msdyn_projects',
    'msdyn_projectid',
    ['ProjectId', 'msdyn_projectnumber'],
    ['dataAreaId', 'msdyn_owningcompany', 'key; reference to cdm_companies'],
  ),
  setup('msdyn_projecttasks', 'msdyn_projecttaskid', ['TaskId', 'msdyn_activitynumber'], ['TaskName', 'msdyn_subject']),
  setup('salesorders', 'salesorderid', ['ProjectContractId', 'msdyn_salesordernumber']),
  setup('salesorderdetails', 'salesorderdetailid', ['ContractLineId', 'msdyn_contractlinenumber']),
  setup(
    'msdyn_projectcontractsplitbillingrules',
    'msdyn_projectcontractsplitbillingruleid',
    ['ProjectContractID', 'msdyn_projectcontractid', 'key; reference to salesorders, its ProjectContractId'],
    ['FundingSourceId', 'msdyn_projectcontractsplitbillingrulenumber'],
  ),
  setup('bookableresources', 'bookableresourceid'),
];

/** Differences of one sheet that have one reason. */
const because = (reason: string, sheet: string, ...differences: readonly string[]): DeliberateDifference[] =>
  differences.map((difference) => [`${sheet}: ${difference}`, reason]);

const neverEmpty = 'a number is never empty in Finance, and would come back as 0';
const instant = 'an instant in Dataverse, a day in Finance: which day depends on where one stands, so the map names the zone';
const inWords = 'the same rule, as an operator reads it';
const noWaiting = 'an id that Finance keeps as an id: what it names may come later, or never';
const notSpecified = 'the sheet says so in words: empty is not specified';
const beforePosting = 'numbers are 0 in Finance until a posting fills them, and Dataverse holds fewer decimals';
const readHere = 'the number is read of the row in Dataverse, which has it from Finance; a lookup table of this area brings it';
const madeByHand = 'nothing to wait for: done by hand before Concord starts';
const numberOfChoice = 'Finance keeps the number of the choice, never empty';

/** By sheet, what differs on purpose. The names in angle brackets are not published [inferred]. */
const held: readonly (readonly [name: string, HeldMaps])[] = [
  [
    'hour estimates',
    {
      bySheet: { 'entity-for-hour-estimates': maps.hourEstimatesMap! },
      others,
      names: {
        dataverse: {
          '<import id>': 'msdyn_resourceassignmentid',
          '<project owning company>': 'msdyn_projectid.msdyn_owningcompany',
          '<contract line number>': 'msdyn_contractlinenumber',
        },
        finance: {},
      },
      deliberate: [
        ...because(
          neverEmpty,
          'entity-for-hour-estimates',
          'Duration - msdyn_effort: default 0; sheet none',
          'PlannedCostAmount - msdyn_plannedcost: default 0; sheet none',
          'PlannedSalesAmount - msdyn_plannedsales: default 0; sheet none',
        ),
        ...because(instant, 'entity-for-hour-estimates', 'StartDate - msdyn_start: day in UTC; sheet none'),
        ...because(
          noWaiting,
          'entity-for-hour-estimates',
          'ProjCDSResourceId - msdyn_bookableresourceid.bookableresourceid: the Guid itself; sheet none',
        ),
        ...because(madeByHand, 'entity-for-hour-estimates', 'does not need integration key bookableresourceid'),
      ],
    },
  ],
  [
    'expense and material estimates',
    {
      bySheet: {
        'entity-for-expense-estimates': maps.expenseEstimatesMap!,
        'project-integration-table-for-material-estimates': maps.materialEstimatesMap!,
      },
      others,
      names: {
        dataverse: {
          '<import id>': 'msdyn_estimatelineid',
          '<project owning company>': 'msdyn_project.msdyn_owningcompany',
          '<contract line number>': 'msdyn_contractlinenumber',
          '<contract line>': 'msdyn_salescontractlineid',
        },
        finance: {},
      },
      deliberate: [
        ...['entity-for-expense-estimates', 'project-integration-table-for-material-estimates'].flatMap((sheet) => [
          ...because(neverEmpty, sheet, 'Price - msdyn_price: default 0; sheet none'),
          ...because(
            instant,
            sheet,
            'StartDate - msdyn_startdatetime: day in UTC; sheet none',
            'EndDate - msdyn_enddatetime: day in UTC; sheet none',
          ),
          ...because(notSpecified, sheet, 'BillingType - msdyn_billingtype: value map has notspecified = unmapped'),
        ]),
        ...because(neverEmpty, 'entity-for-expense-estimates', 'Quantity - msdyn_quantity: default 0; sheet none'),
        ...because(
          noWaiting,
          'entity-for-expense-estimates',
          'OriginEstimateLineId - msdyn_origin.msdyn_estimatelineid: the Guid itself; sheet none',
        ),
        ...because(
          inWords,
          'entity-for-expense-estimates',
          'filter of dataverse: expense lines of type cost or unbilled sales (msdyn_transactionclassification 192350001); sheet msdyn_transactionclassification eq 192350001 and (msdyn_transactiontypecode eq 192350000 or msdyn_transactiontypecode eq 192350005)',
        ),
        ...because(neverEmpty, 'project-integration-table-for-material-estimates', 'SalesQty - msdyn_quantity: default 0; sheet none'),
        ...because(
          'Dataverse does not know the other units of an item; Finance does',
          'project-integration-table-for-material-estimates',
          'InventQty - msdyn_quantity: default 0; sheet convert to the inventory unit of the item',
        ),
        ...because(
          'the sheet says so in words: a product outside the catalogue has a name of its own',
          'project-integration-table-for-material-estimates',
          'ItemDescription - msdyn_product.name: or msdyn_writeinproductname; sheet none',
        ),
        ...because(
          noWaiting,
          'project-integration-table-for-material-estimates',
          'ForecastLineIdOrigin - msdyn_origin.msdyn_estimatelineid: the Guid itself; sheet none',
        ),
        ...because(
          inWords,
          'project-integration-table-for-material-estimates',
          'filter of dataverse: material lines of type cost or unbilled sales (msdyn_transactionclassification 192350002); sheet msdyn_transactionclassification eq 192350002 and (msdyn_transactiontypecode eq 192350000 or msdyn_transactiontypecode eq 192350005)',
        ),
        ...because(readHere, 'project-integration-table-for-material-estimates', 'does not need CDS released distinct products (products)'),
        ...because('no column of the map names a unit', 'project-integration-table-for-material-estimates', 'does not need Units (uoms)'),
      ],
    },
  ],
  [
    'actuals and transaction relationships',
    {
      bySheet: { actuals: maps.actualsMap!, 'integration-entity-for-project-transaction-relationships': maps.transactionRelationshipsMap! },
      others,
      names: {
        dataverse: {
          '<skip sync flag>': 'msdyn_skipsync',
          '<resourcing company>': 'msdyn_resourcingcompany',
          '<subcontract line number>': 'msdyn_subcontractlinenumber',
          '<subcontract invoice id>': 'msdyn_subcontractinvoiceid',
          '<matched vendor invoice>': 'msdyn_matchedvendorinvoice',
          '<vendor invoice line project transaction id>': 'msdyn_vendorinvoicelineprojecttransid',
        },
        finance: {},
      },
      deliberate: [
        ...because(
          'two lines of the sheet are one value map here',
          'actuals',
          'TransactionType - msdyn_transactiontypecode: value map has resourcingunitcost = 192350007, has interorgsales = 192350008',
          'TransactionType - msdyn_transactiontypecode: value map has cost = 192350000, has sales = 192350005, has billedsales = 192350006',
        ),
        ...because(
          numberOfChoice,
          'actuals',
          ...[
            'TransactionClassification - msdyn_transactionclassification',
            'BillingStatusId - msdyn_billingstatus',
            'AdjustmentStatus - msdyn_adjustmentstatus',
            'Status - statecode',
            'StatusReason - statuscode',
          ].map((line) => `${line}: the number itself; empty = 0; sheet none`),
        ),
        ...because(notSpecified, 'actuals', 'BillingType - msdyn_billingtype: value map has notspecified = unmapped'),
        ...because(
          '`invoicenumber` is what pairs a pro-forma invoice with its proposal (40-invoicing.md 2); other sales invoices fill `msdyn_invoicenumber`',
          'actuals',
          'no field InvoiceProposalId - msdyn_invoice.msdyn_invoicenumber',
          'field InvoiceProposalId - msdyn_invoice.invoicenumber is not in the sheet',
        ),
        ...because(
          neverEmpty,
          'actuals',
          'Quantity - msdyn_quantity: default 0; sheet none',
          'UnitPrice - msdyn_price: default 0; sheet none',
          'Amount - msdyn_amount: default 0; sheet none',
        ),
        ...because(
          instant,
          'actuals',
          'AccountingDate - msdyn_accountingdate: day in UTC; sheet none',
          'StartDate - msdyn_startdatetime: day in UTC; sheet none',
          'EndDate - msdyn_enddatetime: day in UTC; sheet none',
        ),
        ...because(noWaiting, 'actuals', 'ResourceId - msdyn_bookableresource.bookableresourceid: the Guid itself; sheet none'),
        ...because(
          '"Do not depend on it", says the sheet: rows with the flag never go over, and the column may be Finance\'s own',
          'actuals',
          'no field ProjActualsImportSync - msdyn_skipsync',
        ),
        ...because(
          beforePosting,
          'actuals',
          'ExchangeRate - msdyn_accountexchangerate: rounded to 10 decimals; towards Dataverse once VoucherNumber is filled; sheet none',
          'AccountingAmount - msdyn_accountingamount: rounded to 4 decimals; towards Dataverse once VoucherNumber is filled; sheet none',
          'SalesTaxAmount - msdyn_accountingtaxamount: rounded to 4 decimals; empty = 0; towards Dataverse once VoucherNumber is filled; sheet none',
        ),
        ...because(
          'the shipped filter of 2020, and what was documented since: Skip Sync, and the two intercompany types',
          'actuals',
          'filter of dataverse: actuals without Skip Sync, of cost with a project, unbilled sales that are no transition, billed sales, resourcing unit cost, inter-organizational sales; sheet (msdyn_transactiontypecode eq 192350000 and _msdyn_project_value ne null) or msdyn_transactiontypecode eq 192350006 or (msdyn_transactiontypecode eq 192350005 and msdyn_istransition ne true)',
        ),
        ...because('each is named, as far as a column refers to it', 'actuals', 'does not need all setup maps'),
        ...because(
          readHere,
          'actuals',
          'does not need Units (uoms)',
          'does not need CDS released distinct products (products)',
          'does not need Project invoice proposals V2 (invoices)',
        ),
        ...because(madeByHand, 'actuals', 'does not need integration key bookableresourceid'),
        ...because(
          'the collection is not published',
          'integration-entity-for-project-transaction-relationships',
          'Finance table ProjCDSTransactionRelationshipImports, sheet collection unknown, entity ProjCDSTransactionRelationshipImportEntity',
        ),
        ...because(
          'the same in other words',
          'integration-entity-for-project-transaction-relationships',
          'Transaction1Id - msdyn_transaction1: the Guid itself; sheet text to Guid',
          'Transaction2Id - msdyn_transaction2: the Guid itself; sheet text to Guid',
        ),
        ...because(
          inWords,
          'integration-entity-for-project-transaction-relationships',
          "filter of dataverse: connections of two actuals; sheet msdyn_transaction1type eq 'msdyn_actual' and msdyn_transaction2type eq 'msdyn_actual'",
          'does not need Project Operations integration actuals (msdyn_actuals) for the rows it links, though the map may be started earlier',
          'needs msdyn_actuals, which the sheet does not',
        ),
      ],
    },
  ],
];

describe.each(held)('the maps of %s', (_, sheets) => {
  const { unlisted, gone } = holdAgainstSheets(sheets);
  it('do what their sheets say, but for what is listed here with its reason', () => expect(unlisted).toEqual([]));
  it('differ in everything that is listed', () => expect(gone).toEqual([]));
});
