import { amount, compare, day, setupDifferences, text, type Half, type SimulatorControl, type StoredRow } from '@concord/testing';
import { BothSides } from './both-sides';
import { isSent, stagedTypes } from './actuals';

/** What the two systems tell differently, over all tables of both areas that the month fills; told from stored rows alone. */
export const monthDifferences = async (control: SimulatorControl): Promise<readonly string[]> => {
  const setup = await setupDifferences(control);
  const sides = await BothSides.read(control);
  return [...setup, ...tables.flatMap(({ what, dataverse, finance }) => compare(what, dataverse(sides), finance(sides)))];
};

interface Table {
  readonly what: string;
  dataverse(sides: BothSides): readonly Half[];
  finance(sides: BothSides): readonly Half[];
}

/** Guids are the same in any case; empty ones are none. */
const guid = (row: StoredRow | undefined, column: string): string => {
  const id = text(row, column).toLowerCase();
  return id === '00000000-0000-0000-0000-000000000000' ? '' : id;
};

/** Finance has no empty number. */
const number = (row: StoredRow | undefined, column: string): string => (row === undefined ? '0' : amount(row, column) || '0');

const company = (row: StoredRow): string => text(row, 'dataAreaId').toLowerCase();

const tables: readonly Table[] = [
  {
    what: 'funding source',
    dataverse: (sides) =>
      sides.rows('msdyn_projectcontractsplitbillingrules').map((row) => {
        const contract = sides.looked('salesorders', row, 'msdyn_projectcontractid');
        return {
          key: `${sides.companyOf(contract, 'msdyn_company')}|${text(contract, 'msdyn_salesordernumber')}|${text(row, 'msdyn_projectcontractsplitbillingrulenumber')}`,
          values: [text(sides.looked('accounts', row, 'msdyn_customer'), 'accountnumber')],
        };
      }),
    finance: (sides) =>
      sides.rows('ProjectFundingSources').map((row) => ({
        key: `${company(row)}|${text(row, 'ProjectContractID')}|${text(row, 'FundingSourceId')}`,
        values: [text(row, 'CustomerOrOrganization')],
      })),
  },
  {
    what: 'task',
    dataverse: (sides) =>
      sides.rows('msdyn_projecttasks').map((row) => {
        const project = sides.looked('msdyn_projects', row, 'msdyn_project');
        return {
          key: `${sides.companyOf(project, 'msdyn_owningcompany')}|${text(project, 'msdyn_projectnumber')}|${text(row, 'msdyn_activitynumber')}`,
          values: [
            text(row, 'msdyn_subject'),
            guid(row, 'msdyn_projecttaskid'),
            guid(row, '_msdyn_parenttask_value'),
            number(row, 'msdyn_displaysequence'),
          ],
        };
      }),
    finance: (sides) =>
      sides.rows('ProjectTasks').map((row) => ({
        key: `${company(row)}|${text(row, 'ProjectId')}|${text(row, 'TaskId')}`,
        values: [text(row, 'TaskName'), guid(row, 'TaskElementId'), guid(row, 'ParentTaskElementId'), number(row, 'TaskDisplaySequence')],
      })),
  },
  {
    what: 'transaction category',
    dataverse: (sides) =>
      sides
        .rows('msdyn_transactioncategories')
        .map((row) => ({ key: text(row, 'msdyn_transactioncategorynumber'), values: [text(row, 'msdyn_name')] })),
    finance: (sides) =>
      sides.rows('ProjectTransactionCategories').map((row) => ({ key: text(row, 'CategoryId'), values: [text(row, 'Name')] })),
  },
  {
    what: 'role',
    dataverse: (sides) =>
      sides.rows('cdm_companies').flatMap((legalEntity) =>
        sides.rows('bookableresourcecategories').map((row) => ({
          key: `${text(legalEntity, 'cdm_companycode').toLowerCase()}|${text(row, 'msdyn_resourcecategorynumber')}`,
          values: [text(row, 'name')],
        })),
      ),
    finance: (sides) =>
      sides
        .rows('ResResourceCategories')
        .map((row) => ({ key: `${company(row)}|${text(row, 'RoleId')}`, values: [text(row, 'Description')] })),
  },
  {
    what: 'hour estimate',
    dataverse: (sides) =>
      sides.rows('msdyn_resourceassignments').map((row) => {
        const project = sides.looked('msdyn_projects', row, 'msdyn_projectid');
        const task = sides.looked('msdyn_projecttasks', row, 'msdyn_taskid');
        const member = sides.looked('msdyn_projectteams', row, 'msdyn_projectteamid');
        return {
          key: `${sides.companyOf(project, 'msdyn_owningcompany')}|${guid(row, 'msdyn_resourceassignmentid')}`,
          values: [
            text(project, 'msdyn_projectnumber'),
            text(task, 'msdyn_activitynumber'),
            text(task, 'msdyn_subject'),
            number(row, 'msdyn_effort'),
            number(row, 'msdyn_plannedcost'),
            number(row, 'msdyn_plannedsales'),
            text(sides.looked('bookableresourcecategories', member, 'msdyn_resourcecategory'), 'msdyn_resourcecategorynumber'),
            text(sides.looked('msdyn_transactioncategories', task, 'msdyn_transactioncategory'), 'msdyn_transactioncategorynumber'),
            text(sides.looked('salesorderdetails', row, 'msdyn_salescontractlineid'), 'msdyn_contractlinenumber'),
          ],
        };
      }),
    finance: (sides) =>
      sides.rows('ProjEstimateHoursImport').map((row) => ({
        key: `${company(row)}|${guid(row, 'EstimateHoursImportId')}`,
        values: [
          text(row, 'ProjectId'),
          text(row, 'ActivityNumber'),
          text(row, 'Description'),
          number(row, 'Duration'),
          number(row, 'PlannedCostAmount'),
          number(row, 'PlannedSalesAmount'),
          text(row, 'ResourceCategoryId'),
          text(row, 'TransactionCategoryId'),
          text(row, 'ContractLineId'),
        ],
      })),
  },
  {
    what: 'expense estimate',
    dataverse: (sides) =>
      sides.rows('msdyn_estimatelines').map((row) => {
        const project = sides.looked('msdyn_projects', row, 'msdyn_project');
        return {
          key: `${sides.companyOf(project, 'msdyn_owningcompany')}|${guid(row, 'msdyn_estimatelineid')}`,
          values: [
            row['msdyn_transactiontypecode'] === 192350000 ? 'Cost' : 'Sales',
            guid(row, '_msdyn_origin_value'),
            text(project, 'msdyn_projectnumber'),
            text(sides.looked('msdyn_projecttasks', row, 'msdyn_task'), 'msdyn_activitynumber'),
            text(row, 'msdyn_description'),
            number(row, 'msdyn_price'),
            number(row, 'msdyn_quantity'),
            sides.currencyOf(row),
          ],
        };
      }),
    finance: (sides) =>
      sides.rows('ProjEstimateExpensesImports').map((row) => ({
        key: `${company(row)}|${guid(row, 'EstimateLineId')}`,
        values: [
          text(row, 'TransType'),
          guid(row, 'OriginEstimateLineId'),
          text(row, 'ProjectId'),
          text(row, 'ActivityNumber'),
          text(row, 'Description'),
          number(row, 'Price'),
          number(row, 'Quantity'),
          text(row, 'CurrencyId'),
        ],
      })),
  },
  {
    what: 'actual',
    dataverse: (sides) =>
      sides
        .rows('msdyn_actuals')
        .filter(isSent)
        .map((row) => {
          const project = sides.looked('msdyn_projects', row, 'msdyn_project');
          const payer = sides.looked('msdyn_projectcontractsplitbillingrules', row, 'msdyn_projectcontractsplitbillingrule');
          return {
            key: `${sides.companyOf(row, 'msdyn_owningcompany')}|${guid(row, 'msdyn_actualimportid')}`,
            values: [
              guid(row, 'msdyn_actualid'),
              stagedTypes[String(row['msdyn_transactiontypecode'])] ?? '',
              number(row, 'msdyn_transactionclassification'),
              billingTypes[text(row, 'msdyn_billingtype')] ?? '',
              number(row, 'msdyn_billingstatus'),
              number(row, 'msdyn_adjustmentstatus'),
              `${sides.companyOf(project, 'msdyn_owningcompany')} ${text(project, 'msdyn_projectnumber')}`,
              text(sides.looked('msdyn_projecttasks', row, 'msdyn_task'), 'msdyn_activitynumber'),
              text(sides.looked('msdyn_transactioncategories', row, 'msdyn_transactioncategory'), 'msdyn_transactioncategorynumber'),
              text(sides.looked('salesorders', payer, 'msdyn_projectcontractid'), 'msdyn_salesordernumber'),
              text(payer, 'msdyn_projectcontractsplitbillingrulenumber'),
              text(row, 'msdyn_valueofsalescontractline'),
              sides.currencyOf(row),
              text(sides.looked('uoms', row, 'msdyn_unit'), 'msdyn_symbol'),
              number(row, 'msdyn_quantity'),
              number(row, 'msdyn_price'),
              number(row, 'msdyn_amount'),
              day(row, 'msdyn_transactiondate'),
              day(row, 'msdyn_accountingdate'),
              text(row, 'msdyn_description'),
              text(row, 'msdyn_nameofbookableresource'),
              guid(row, '_msdyn_bookableresource_value'),
              sides.companyOf(row, 'msdyn_resourcingcompany'),
              text(row, 'msdyn_externaloriginreference'),
              ...postedValues(row, [
                'msdyn_vouchernumber',
                'msdyn_accountingamount',
                'msdyn_accountexchangerate',
                'msdyn_accountingtaxamount',
              ]),
            ],
          };
        }),
    finance: (sides) =>
      sides.rows('ProjActualsImports').map((row) => ({
        key: `${company(row)}|${guid(row, 'ActualsImportId')}`,
        values: [
          guid(row, 'ActualId'),
          text(row, 'TransactionType'),
          number(row, 'TransactionClassification'),
          text(row, 'BillingType'),
          number(row, 'BillingStatusId'),
          number(row, 'AdjustmentStatus'),
          `${text(row, 'ProjectDataAreaId').toLowerCase()} ${text(row, 'ProjectId')}`,
          text(row, 'TaskNumber'),
          text(row, 'TransactionCategoryId'),
          text(row, 'ContractId'),
          text(row, 'FundingSource'),
          text(row, 'ContractLineId'),
          text(row, 'TransactionCurrencyId'),
          text(row, 'UnitOfMeasure'),
          number(row, 'Quantity'),
          number(row, 'UnitPrice'),
          number(row, 'Amount'),
          day(row, 'DocumentDate'),
          day(row, 'AccountingDate'),
          text(row, 'Description'),
          text(row, 'BookableResourceName'),
          guid(row, 'ResourceId'),
          text(row, 'ResourcingCompany').toLowerCase(),
          text(row, 'ExternalOriginReference'),
          ...postedValues(row, ['VoucherNumber', 'AccountingAmount', 'ExchangeRate', 'SalesTaxAmount']),
        ],
      })),
  },
  {
    what: 'connection',
    dataverse: (sides) =>
      sides
        .rows('msdyn_transactionconnections')
        .filter((row) => text(row, 'msdyn_transaction1type') === 'msdyn_actual' && text(row, 'msdyn_transaction2type') === 'msdyn_actual')
        .map((row) => ({
          key: guid(row, 'msdyn_transactionconnectionid'),
          values: [
            guid(row, 'msdyn_transaction1'),
            text(row, 'msdyn_transaction1role'),
            guid(row, 'msdyn_transaction2'),
            text(row, 'msdyn_transaction2role'),
          ],
        })),
    finance: (sides) =>
      sides.rows('ProjCDSTransactionRelationshipImports').map((row) => ({
        key: guid(row, 'ConnectionId'),
        values: [guid(row, 'Transaction1Id'), text(row, 'Transaction1Role'), guid(row, 'Transaction2Id'), text(row, 'Transaction2Role')],
      })),
  },
];

/** Voucher, accounting amount, rate, tax: what Finance tells when it has posted, and Dataverse does not know before. */
const postedValues = (row: StoredRow, [voucher = '', ...values]: readonly string[]): readonly string[] =>
  text(row, voucher) === '' ? ['not posted'] : [text(row, voucher), ...values.map((column) => number(row, column))];

const billingTypes: Readonly<Record<string, string>> = {
  192350000: 'NonChargeable',
  192350001: 'Chargeable',
  192350002: 'Complimentary',
  192350003: 'NotAvailable',
};
