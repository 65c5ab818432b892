import {
  DataverseInvoice,
  DataverseProduct,
  DataverseProjectTask,
  DataverseResourceRole,
  DataverseTeamMember,
  DataverseUnit,
} from '@concord/contracts';
import { defineLookupTable, through } from '@concord/table-maps';

// What rows of Dataverse tell that no map writes to Finance, or not to the row's own legal entity: read here, and only read.

/** A task's category has no column in Finance; hour estimates name it. */
export const taskCategories = defineLookupTable<DataverseProjectTask>({
  id: 'msdyn_projecttasks.category',
  name: 'Transaction categories of tasks',
  dataverse: DataverseProjectTask,
  finance: 'ProjectTasks',
  integrationKey: [['TaskElementId', 'msdyn_projecttaskid']],
  shares: [['TransactionCategoryId', through('msdyn_transactioncategory', 'msdyn_transactioncategories', 'CategoryId')]],
});

/** A role has a record in every legal entity, all of one number. */
export const roleNumbers = defineLookupTable<DataverseResourceRole>({
  id: 'bookableresourcecategories.number',
  name: 'Numbers of roles',
  dataverse: DataverseResourceRole,
  finance: 'ResResourceCategories',
  integrationKey: [['ResourceCategoryId', 'bookableresourcecategoryid']],
  shares: [['RoleId', 'msdyn_resourcecategorynumber']],
});

/** A team member, of which Finance knows the role alone; hour estimates name it. */
export const teamRoles = defineLookupTable<DataverseTeamMember>({
  id: 'msdyn_projectteams.role',
  name: 'Roles of team members',
  dataverse: DataverseTeamMember,
  finance: 'ResResourceCategories',
  integrationKey: [['TeamMemberId', 'msdyn_projectteamid']],
  shares: [['RoleId', through('msdyn_resourcecategory', 'bookableresourcecategories.number', 'RoleId')]],
});

/** Products come from Finance with these three; which legal entities they are released in is Finance's to check. */
export const productNumbers = defineLookupTable<DataverseProduct>({
  id: 'products.number',
  name: 'Numbers of products',
  dataverse: DataverseProduct,
  finance: 'EcoResReleasedDistinctProductCDSEntity',
  integrationKey: [['ProductId', 'productid']],
  shares: [
    ['ProductNumber', 'msdyn_productnumber'],
    ['ItemNumber', 'msdyn_itemnumber'],
    ['ProductName', 'name'],
  ],
});

/** Units that Dataverse brings along have no symbol until somebody gives them one; an actual goes without, as documented. */
export const unitSymbols = defineLookupTable<DataverseUnit>({
  id: 'uoms.symbol',
  name: 'Symbols of units',
  dataverse: DataverseUnit,
  finance: 'UnitsOfMeasure',
  integrationKey: [['UnitId', 'uomid']],
  shares: [['UnitSymbol', 'msdyn_symbol']],
});

/** A pro-forma invoice becomes a proposal of the same number in Finance. */
export const invoiceNumbers = defineLookupTable<DataverseInvoice>({
  id: 'invoices.number',
  name: 'Numbers of pro-forma invoices',
  dataverse: DataverseInvoice,
  finance: 'ProjectInvoiceProposalsV2',
  integrationKey: [['InvoiceId', 'invoiceid']],
  shares: [['InvoiceProposalId', 'invoicenumber']],
});
