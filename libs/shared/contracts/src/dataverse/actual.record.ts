import { IsOptional } from 'class-validator';
import { IsCalendarDate, IsChoice, IsDecimalText, IsFlag, IsGuid, IsInstant, IsLookup, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * What happened on a project, in quantity and money: made by approvals and invoices, never changed by hand, never deleted. Its
 * accounting columns are filled by Finance.
 *
 * Source   Dataverse table `msdyn_actuals`, captured by gateway
 * Topic    `dataverse.msdyn_actuals.changes`
 * Key      `msdyn_actualid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('msdyn_actuals', 'msdyn_actualid')
export class DataverseActual {
  @IsGuid() readonly msdyn_actualid!: string;

  /** What pairs it with its row in Finance, besides the company: a Guid, whether in a column of that type or of text is not published. */
  @IsOptional() @IsText() readonly msdyn_actualimportid?: string | null;

  /** Whose staging table gets the row: the lending company's for resourcing unit cost and inter-organizational sales. */
  @IsOptional() @IsLookup('cdm_companies') readonly msdyn_owningcompany?: string | null;

  /** True: Finance must not have it. Set by the platform when the row is made. Name of the column [inferred]: not published. */
  @IsOptional() @IsFlag() readonly msdyn_skipsync?: boolean | null;

  /** True on the negative unbilled sales made at invoicing. */
  @IsOptional() @IsFlag() readonly msdyn_istransition?: boolean | null;

  /** Cost, project contract 192350004 (never sent), unbilled sales, billed sales, resourcing unit cost, inter-organizational sales. */
  @IsOptional() @IsChoice() readonly msdyn_transactiontypecode?: 192350000 | 192350005 | 192350006 | 192350007 | 192350008 | null;

  /** Time 192350000, expense, material, milestone, fee 192350004; tax 690970002 is no longer used; the value of retainer is not published. */
  @IsOptional() @IsChoice() readonly msdyn_transactionclassification?: number | null;

  /** Non chargeable, chargeable, complimentary, not available. */
  @IsOptional() @IsChoice() readonly msdyn_billingtype?: 192350000 | 192350001 | 192350002 | 192350003 | null;

  /** Unbilled sales created 192350000, customer invoice created, customer invoice posted, canceled, ready to invoice 192350004. */
  @IsOptional() @IsChoice() readonly msdyn_billingstatus?: number | null;

  /** In process 192350000, adjusted (reversed by another), unadjustable (the reversal). */
  @IsOptional() @IsChoice() readonly msdyn_adjustmentstatus?: number | null;

  /** Active, inactive. */
  @IsOptional() @IsChoice() readonly statecode?: number | null;

  @IsOptional() @IsChoice() readonly statuscode?: number | null;
  @IsOptional() @IsLookup('msdyn_projects') readonly msdyn_project?: string | null;
  @IsOptional() @IsLookup('msdyn_projecttasks') readonly msdyn_task?: string | null;
  @IsOptional() @IsLookup('msdyn_transactioncategories') readonly msdyn_transactioncategory?: string | null;

  /** In no field of the sheet: the flow of actuals adds up by it. */
  @IsOptional() @IsLookup('salesorders') readonly msdyn_salescontract?: string | null;

  /** Who pays, of those the contract names. */
  @IsOptional() @IsLookup('msdyn_projectcontractsplitbillingrules') readonly msdyn_projectcontractsplitbillingrule?: string | null;

  /** Number of the contract line, as text. */
  @IsOptional() @IsText() readonly msdyn_valueofsalescontractline?: string | null;

  /** Of billed sales: the pro-forma invoice. */
  @IsOptional() @IsLookup('invoices') readonly msdyn_invoice?: string | null;

  @IsOptional() @IsLookup('products') readonly msdyn_product?: string | null;
  @IsOptional() @IsLookup('uoms') readonly msdyn_unit?: string | null;
  @IsOptional() @IsLookup('transactioncurrencies') readonly transactioncurrencyid?: string | null;

  /** Negative on a reversal. */
  @IsOptional() @IsDecimalText() readonly msdyn_quantity?: string | null;

  /** Of one unit, in `transactioncurrencyid`. */
  @IsOptional() @IsDecimalText() readonly msdyn_price?: string | null;

  /** In `transactioncurrencyid`; negative on a reversal. */
  @IsOptional() @IsDecimalText() readonly msdyn_amount?: string | null;

  /** Day of the work, in nobody's time zone. */
  @IsOptional() @IsCalendarDate() readonly msdyn_transactiondate?: string | null;

  @IsOptional() @IsInstant() readonly msdyn_accountingdate?: string | null;
  @IsOptional() @IsInstant() readonly msdyn_startdatetime?: string | null;
  @IsOptional() @IsInstant() readonly msdyn_enddatetime?: string | null;
  @IsOptional() @IsText(200) readonly msdyn_description?: string | null;
  @IsOptional() @IsText(200) readonly msdyn_externaldescription?: string | null;

  /** Of an actual made from a document of Finance: the document. */
  @IsOptional() @IsText(100) readonly msdyn_externalreferenceid?: string | null;

  @IsOptional() @IsText() readonly msdyn_externaloriginreference?: string | null;
  @IsOptional() @IsText() readonly msdyn_nameofbookableresource?: string | null;
  @IsOptional() @IsLookup('bookableresources') readonly msdyn_bookableresource?: string | null;
  @IsOptional() @IsFlag() readonly msdyn_isjournalized?: boolean | null;

  /** Company that lends the resource. Name of the column [inferred]: not published. */
  @IsOptional() @IsLookup('cdm_companies') readonly msdyn_resourcingcompany?: string | null;

  /** Names of this and the next three columns [inferred]: not published. */
  @IsOptional() @IsText() readonly msdyn_subcontractlinenumber?: string | null;

  @IsOptional() @IsText() readonly msdyn_subcontractinvoiceid?: string | null;
  @IsOptional() @IsText() readonly msdyn_matchedvendorinvoice?: string | null;
  @IsOptional() @IsText() readonly msdyn_vendorinvoicelineprojecttransid?: string | null;

  /** Written by Finance: in the accounting currency of the company. */
  @IsOptional() @IsDecimalText() readonly msdyn_accountingamount?: string | null;

  /** Written by Finance, as it came: whether 1.25 or 125 is not published. */
  @IsOptional() @IsDecimalText() readonly msdyn_accountexchangerate?: string | null;

  /** Written by Finance: the posting of this actual. Empty until it is posted. */
  @IsOptional() @IsText() readonly msdyn_vouchernumber?: string | null;

  /** Entered here while the actual is not posted; from then on what Finance posted. */
  @IsOptional() @IsDecimalText() readonly msdyn_accountingtaxamount?: string | null;
}
