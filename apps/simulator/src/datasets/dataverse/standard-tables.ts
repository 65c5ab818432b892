import { choice, company, double, flag, int32, lookup, memo, moment, money, text } from './columns';

const regarding = (table: string) => ({
  name: 'regardingobjectid',
  targets: [
    { table: 'account', navigation: `regardingobjectid_account_${table}`, collection: `Account_${capital(table)}s` },
    { table: 'contact', navigation: `regardingobjectid_contact_${table}`, collection: `Contact_${capital(table)}s` },
  ],
});

const capital = (name: string): string => ({ task: 'Task', letter: 'Letter', phonecall: 'Phonecall' })[name] ?? name;

const activity = (logicalName: string, entitySetName: string): Record<string, unknown> => ({
  logicalName,
  entitySetName,
  primaryId: 'activityid',
  primaryName: 'subject',
  baseType: 'activitypointer',
  columns: [
    text('subject', 200),
    memo('description'),
    moment('scheduledstart'),
    moment('scheduledend'),
    moment('actualend'),
    choice('statecode', { Open: 0, Completed: 1, Canceled: 2 }),
    {
      name: 'statuscode',
      type: 'Choice',
      options: [
        { value: 2, label: 'Not Started', state: 0 },
        { value: 3, label: 'In Progress', state: 0 },
        { value: 5, label: 'Completed', state: 1 },
        { value: 6, label: 'Canceled', state: 2 },
      ],
    },
    choice('prioritycode', { Low: 0, Normal: 1, High: 2 }),
  ],
  lookups: [regarding(logicalName)],
});

const addresses = [1, 2].flatMap((number) => [
  choice(`address${number}_addresstypecode`, { 'Bill To': 1, 'Ship To': 2, Primary: 3, Other: 4 }),
  text(`address${number}_name`, 200),
  text(`address${number}_line1`, 250),
  text(`address${number}_line2`, 250),
  text(`address${number}_line3`, 250),
  text(`address${number}_city`, 80),
  text(`address${number}_county`, 50),
  text(`address${number}_stateorprovince`, 50),
  text(`address${number}_postalcode`, 20),
  text(`address${number}_country`, 80),
  double(`address${number}_latitude`),
  double(`address${number}_longitude`),
]);

/**
 * The tables that every public client, tutorial and test suite uses (dataverse-web-api.md 17.1); `account` also carries what the map
 * Customers V3 needs (domain/10-prerequisites.md 10.9).
 */
export const standardTables: readonly Record<string, unknown>[] = [
  {
    logicalName: 'account',
    entitySetName: 'accounts',
    primaryId: 'accountid',
    primaryName: 'name',
    changeTracking: true,
    columns: [
      text('name', 160),
      text('accountnumber', 20),
      memo('description'),
      money('revenue'),
      flag('creditonhold'),
      choice('accountcategorycode', { 'Preferred Customer': 1, Standard: 2 }),
      choice('customertypecode', {
        Competitor: 1,
        Consultant: 2,
        Customer: 3,
        Investor: 4,
        Partner: 5,
        Prospect: 8,
        Supplier: 10,
        Vendor: 11,
        Other: 12,
      }),
      text('telephone1', 50),
      text('fax', 50),
      text('emailaddress1', 100),
      int32('numberofemployees'),
      choice('industrycode', { Accounting: 1, Consulting: 7, Financial: 16 }),
      choice('ownershipcode', { Public: 1, Private: 2, Subsidiary: 3, Other: 4 }),
      text('websiteurl', 200),
      choice('msdyn_onholdstatus', {
        No: 806380000,
        Invoice: 806380001,
        All: 806380002,
        Payment: 806380003,
        Requisition: 806380004,
        Never: 806380005,
      }),
      text('msdyn_partynumber', 100),
      ...addresses,
    ],
    lookups: [
      lookup('primarycontactid', 'contact', 'primarycontactid', 'account_primary_contact'),
      lookup('parentaccountid', 'account', 'parentaccountid', 'account_parent_account'),
      lookup('transactioncurrencyid', 'transactioncurrency'),
      company,
      lookup('msdyn_customergroupid', 'msdyn_customergroup'),
      lookup('msdyn_paymentterm', 'msdyn_paymentterm'),
      lookup('msdyn_billingaccount', 'account'),
      lookup('msdyn_salestaxgroup', 'msdyn_taxgroup'),
      lookup('msdyn_vendor', 'msdyn_vendor'),
      lookup('msdyn_customerpaymentmethod', 'msdyn_customerpaymentmethod'),
    ],
    alternateKeys: [{ name: 'msdyn_accountnumber_company', columns: ['accountnumber', 'msdyn_company'] }],
  },
  {
    logicalName: 'contact',
    entitySetName: 'contacts',
    primaryId: 'contactid',
    primaryName: 'fullname',
    columns: [
      { name: 'fullname', type: 'String', maxLength: 160, computed: 'firstname lastname' },
      text('firstname', 50),
      text('lastname', 50),
      text('jobtitle', 100),
      money('annualincome'),
      text('telephone1', 50),
      text('emailaddress1', 100),
      memo('description'),
    ],
    lookups: [
      {
        name: 'parentcustomerid',
        targets: [
          { table: 'account', navigation: 'parentcustomerid_account', collection: 'contact_customer_accounts' },
          { table: 'contact', navigation: 'parentcustomerid_contact', collection: 'contact_customer_contacts' },
        ],
      },
    ],
  },
  activity('task', 'tasks'),
  activity('letter', 'letters'),
  activity('phonecall', 'phonecalls'),
  {
    logicalName: 'lead',
    entitySetName: 'leads',
    primaryId: 'leadid',
    primaryName: 'fullname',
    columns: [
      { name: 'fullname', type: 'String', maxLength: 160, computed: 'firstname lastname' },
      text('subject', 300),
      text('firstname', 50),
      text('lastname', 50),
      text('companyname', 100),
    ],
    manyToMany: [{ with: 'account', navigation: 'accountleads_association', navigationOnOther: 'accountleads_association' }],
  },
  {
    logicalName: 'opportunity',
    entitySetName: 'opportunities',
    primaryId: 'opportunityid',
    primaryName: 'name',
    columns: [text('name', 300), memo('description'), money('estimatedvalue')],
    lookups: [
      {
        name: 'customerid',
        targets: [
          { table: 'account', navigation: 'customerid_account', collection: 'opportunity_customer_accounts' },
          { table: 'contact', navigation: 'customerid_contact', collection: 'opportunity_customer_contacts' },
        ],
      },
    ],
  },
];
