import type { ColumnDefinition, LookupDefinition, TableDefinition } from './table-definition';

/** The columns that every table has, whether its definition lists them or not. */
export const systemColumns: readonly ColumnDefinition[] = [
  { name: 'createdon', type: 'DateTime', readOnly: true },
  { name: 'modifiedon', type: 'DateTime', readOnly: true },
  { name: 'overriddencreatedon', type: 'DateTime' },
  {
    name: 'statecode',
    type: 'Choice',
    options: [
      { value: 0, label: 'Active' },
      { value: 1, label: 'Inactive' },
    ],
  },
  { name: 'statuscode', type: 'Choice' },
  { name: 'importsequencenumber', type: 'Int32' },
  { name: 'timezoneruleversionnumber', type: 'Int32' },
  { name: 'utcconversiontimezonecode', type: 'Int32' },
  { name: 'versionnumber', type: 'Int64', readOnly: true },
];

/** Used where neither the state nor the status column is defined. */
export const defaultStatusOptions = [
  { value: 1, label: 'Active', state: 0 },
  { value: 2, label: 'Inactive', state: 1 },
] as const;

const user = (name: string): LookupDefinition => ({ name, readOnly: true, targets: [{ table: 'systemuser', navigation: name }] });

export const systemLookups: readonly LookupDefinition[] = [
  {
    name: 'ownerid',
    targets: [
      { table: 'systemuser', navigation: 'ownerid' },
      { table: 'team', navigation: 'ownerid' },
    ],
  },
  user('createdby'),
  user('modifiedby'),
  user('createdonbehalfby'),
  user('modifiedonbehalfby'),
  user('owninguser'),
  { name: 'owningteam', readOnly: true, targets: [{ table: 'team', navigation: 'owningteam' }] },
  { name: 'owningbusinessunit', readOnly: true, targets: [{ table: 'businessunit', navigation: 'owningbusinessunit' }] },
];

/** Users and teams own; they are not owned. Their `ownerid` is the key they inherit from `principal`. */
export const ownershipLookups: ReadonlySet<string> = new Set(['ownerid', 'owninguser', 'owningteam', 'owningbusinessunit']);

/** What a money column brings along. */
export const currencyColumns: readonly ColumnDefinition[] = [{ name: 'exchangerate', type: 'Decimal', precision: 10, readOnly: true }];
export const currencyLookup: LookupDefinition = {
  name: 'transactioncurrencyid',
  targets: [{ table: 'transactioncurrency', navigation: 'transactioncurrencyid' }],
};

/** Columns that only the platform writes, whatever a definition says about them. */
export const platformColumns: ReadonlySet<string> = new Set(['createdon', 'modifiedon', 'versionnumber', 'exchangerate']);

const base = {
  baseType: 'crmbaseentity',
  changeTracking: false,
  optimisticConcurrency: true,
  lookups: [],
  manyToMany: [],
  alternateKeys: [],
};

/** Tables of every environment: people, currencies, and what webhooks are registered with. */
export const systemTables: readonly TableDefinition[] = [
  {
    ...base,
    logicalName: 'organization',
    entitySetName: 'organizations',
    primaryId: 'organizationid',
    primaryName: 'name',
    columns: [
      { name: 'name', type: 'String', maxLength: 160 },
      { name: 'expirechangetrackingindays', type: 'Int32' },
    ],
    lookups: [{ name: 'basecurrencyid', targets: [{ table: 'transactioncurrency', navigation: 'basecurrencyid' }] }],
  },
  {
    ...base,
    logicalName: 'businessunit',
    entitySetName: 'businessunits',
    primaryId: 'businessunitid',
    primaryName: 'name',
    columns: [{ name: 'name', type: 'String', maxLength: 160 }],
    lookups: [{ name: 'parentbusinessunitid', targets: [{ table: 'businessunit', navigation: 'parentbusinessunitid' }] }],
  },
  {
    ...base,
    logicalName: 'systemuser',
    entitySetName: 'systemusers',
    primaryId: 'systemuserid',
    primaryName: 'fullname',
    baseType: 'principal',
    columns: [
      { name: 'fullname', type: 'String', maxLength: 200 },
      { name: 'firstname', type: 'String', maxLength: 256 },
      { name: 'lastname', type: 'String', maxLength: 256 },
      { name: 'domainname', type: 'String', maxLength: 1024 },
      { name: 'internalemailaddress', type: 'String', maxLength: 100 },
      { name: 'azureactivedirectoryobjectid', type: 'Guid' },
      { name: 'applicationid', type: 'Guid' },
      { name: 'isdisabled', type: 'Boolean', default: false },
    ],
    lookups: [{ name: 'businessunitid', targets: [{ table: 'businessunit', navigation: 'businessunitid' }] }],
  },
  {
    ...base,
    logicalName: 'team',
    entitySetName: 'teams',
    primaryId: 'teamid',
    primaryName: 'name',
    baseType: 'principal',
    columns: [{ name: 'name', type: 'String', maxLength: 160 }],
    lookups: [{ name: 'businessunitid', targets: [{ table: 'businessunit', navigation: 'businessunitid' }] }],
  },
  {
    ...base,
    logicalName: 'transactioncurrency',
    entitySetName: 'transactioncurrencies',
    primaryId: 'transactioncurrencyid',
    primaryName: 'currencyname',
    columns: [
      { name: 'isocurrencycode', type: 'String', maxLength: 5 },
      { name: 'currencyname', type: 'String', maxLength: 100 },
      { name: 'currencysymbol', type: 'String', maxLength: 13 },
      { name: 'currencyprecision', type: 'Int32', min: 0, max: 4, default: 2 },
      { name: 'exchangerate', type: 'Decimal', precision: 10, default: 1 },
    ],
  },
  {
    ...base,
    logicalName: 'sdkmessage',
    entitySetName: 'sdkmessages',
    primaryId: 'sdkmessageid',
    primaryName: 'name',
    columns: [{ name: 'name', type: 'String', maxLength: 256 }],
  },
  {
    ...base,
    logicalName: 'sdkmessagefilter',
    entitySetName: 'sdkmessagefilters',
    primaryId: 'sdkmessagefilterid',
    columns: [
      { name: 'primaryobjecttypecode', type: 'String', maxLength: 128 },
      { name: 'secondaryobjecttypecode', type: 'String', maxLength: 128 },
      { name: 'iscustomprocessingstepallowed', type: 'Boolean', default: true },
    ],
    lookups: [
      { name: 'sdkmessageid', targets: [{ table: 'sdkmessage', navigation: 'sdkmessageid', collection: 'sdkmessageid_sdkmessagefilter' }] },
    ],
  },
  {
    ...base,
    logicalName: 'serviceendpoint',
    entitySetName: 'serviceendpoints',
    primaryId: 'serviceendpointid',
    primaryName: 'name',
    columns: [
      { name: 'name', type: 'String', maxLength: 100 },
      { name: 'description', type: 'String', maxLength: 1000 },
      {
        name: 'contract',
        type: 'Choice',
        options: [
          { value: 1, label: 'OneWay' },
          { value: 2, label: 'Queue' },
          { value: 3, label: 'Rest' },
          { value: 4, label: 'TwoWay' },
          { value: 5, label: 'Topic' },
          { value: 6, label: 'Queue (Persistent)' },
          { value: 7, label: 'Event Hub' },
          { value: 8, label: 'Webhook' },
        ],
      },
      {
        name: 'authtype',
        type: 'Choice',
        options: [
          { value: 1, label: 'ACS' },
          { value: 2, label: 'SAS Key' },
          { value: 3, label: 'SAS Token' },
          { value: 4, label: 'Webhook Key' },
          { value: 5, label: 'Http Header' },
          { value: 6, label: 'Http Query String' },
          { value: 7, label: 'Connection String' },
          { value: 8, label: 'Access Key' },
        ],
      },
      { name: 'authvalue', type: 'String', maxLength: 2048, writeOnly: true },
      { name: 'url', type: 'String', maxLength: 512 },
      {
        name: 'messageformat',
        type: 'Choice',
        options: [
          { value: 1, label: 'Binary XML' },
          { value: 2, label: 'Json' },
          { value: 3, label: 'Text XML' },
        ],
      },
      {
        name: 'userclaim',
        type: 'Choice',
        options: [
          { value: 1, label: 'None' },
          { value: 2, label: 'UserId' },
          { value: 3, label: 'UserInfo' },
        ],
      },
    ],
  },
  {
    ...base,
    logicalName: 'sdkmessageprocessingstep',
    entitySetName: 'sdkmessageprocessingsteps',
    primaryId: 'sdkmessageprocessingstepid',
    primaryName: 'name',
    columns: [
      { name: 'name', type: 'String', maxLength: 256 },
      { name: 'description', type: 'String', maxLength: 256 },
      { name: 'configuration', type: 'Memo' },
      { name: 'rank', type: 'Int32', default: 1 },
      {
        name: 'stage',
        type: 'Choice',
        options: [
          { value: 10, label: 'Pre-validation' },
          { value: 20, label: 'Pre-operation' },
          { value: 40, label: 'Post-operation' },
        ],
        default: 40,
      },
      {
        name: 'mode',
        type: 'Choice',
        options: [
          { value: 0, label: 'Synchronous' },
          { value: 1, label: 'Asynchronous' },
        ],
        default: 1,
      },
      {
        name: 'supporteddeployment',
        type: 'Choice',
        options: [
          { value: 0, label: 'Server Only' },
          { value: 1, label: 'Client Only' },
          { value: 2, label: 'Both' },
        ],
        default: 0,
      },
      { name: 'invocationsource', type: 'Int32' },
      { name: 'filteringattributes', type: 'Memo' },
      { name: 'asyncautodelete', type: 'Boolean', default: false },
    ],
    lookups: [
      {
        name: 'sdkmessageid',
        targets: [{ table: 'sdkmessage', navigation: 'sdkmessageid', collection: 'sdkmessageid_sdkmessageprocessingstep' }],
      },
      { name: 'sdkmessagefilterid', targets: [{ table: 'sdkmessagefilter', navigation: 'sdkmessagefilterid' }] },
      {
        name: 'eventhandler',
        targets: [
          {
            table: 'serviceendpoint',
            navigation: 'eventhandler_serviceendpoint',
            collection: 'serviceendpoint_sdkmessageprocessingstep',
            onDelete: 'Cascade',
          },
        ],
      },
      { name: 'impersonatinguserid', targets: [{ table: 'systemuser', navigation: 'impersonatinguserid' }] },
    ],
  },
  {
    ...base,
    logicalName: 'sdkmessageprocessingstepimage',
    entitySetName: 'sdkmessageprocessingstepimages',
    primaryId: 'sdkmessageprocessingstepimageid',
    primaryName: 'name',
    columns: [
      { name: 'name', type: 'String', maxLength: 256 },
      { name: 'entityalias', type: 'String', maxLength: 256 },
      {
        name: 'imagetype',
        type: 'Choice',
        options: [
          { value: 0, label: 'PreImage' },
          { value: 1, label: 'PostImage' },
          { value: 2, label: 'Both' },
        ],
      },
      { name: 'messagepropertyname', type: 'String', maxLength: 256 },
      { name: 'attributes', type: 'Memo' },
    ],
    lookups: [
      {
        name: 'sdkmessageprocessingstepid',
        targets: [
          {
            table: 'sdkmessageprocessingstep',
            navigation: 'sdkmessageprocessingstepid',
            collection: 'sdkmessageprocessingstepid_sdkmessageprocessingstepimage',
            onDelete: 'Cascade',
          },
        ],
      },
    ],
  },
  {
    ...base,
    logicalName: 'asyncoperation',
    entitySetName: 'asyncoperations',
    primaryId: 'asyncoperationid',
    primaryName: 'name',
    columns: [
      { name: 'name', type: 'String', maxLength: 256 },
      { name: 'operationtype', type: 'Choice' },
      { name: 'messagename', type: 'String', maxLength: 160 },
      { name: 'primaryentitytype', type: 'String', maxLength: 128 },
      { name: 'friendlymessage', type: 'Memo' },
      { name: 'message', type: 'Memo' },
      { name: 'errorcode', type: 'Int32' },
      { name: 'completedon', type: 'DateTime' },
      {
        name: 'statecode',
        type: 'Choice',
        options: [
          { value: 0, label: 'Ready' },
          { value: 1, label: 'Suspended' },
          { value: 2, label: 'Locked' },
          { value: 3, label: 'Completed' },
        ],
      },
      {
        name: 'statuscode',
        type: 'Choice',
        options: [
          { value: 0, label: 'Waiting For Resources', state: 0 },
          { value: 20, label: 'In Progress', state: 2 },
          { value: 30, label: 'Succeeded', state: 3 },
          { value: 31, label: 'Failed', state: 3 },
        ],
      },
    ],
    lookups: [{ name: 'owningextensionid', targets: [{ table: 'sdkmessageprocessingstep', navigation: 'owningextensionid' }] }],
  },
];
