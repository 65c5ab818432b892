import { DataverseContractLine, FinanceContractLine } from '@concord/contracts';
import { companyReference, defineTableMap, rounded, through, valueMap } from '@concord/table-maps';

/** Made in Dataverse; company and contract number come through the contract. Source: 20.3. */
// prettier-ignore
export const contractLinesMap = defineTableMap<FinanceContractLine, DataverseContractLine>({
  name:           'Project contract lines',
  version:        '1.0.0.2',
  finance:        FinanceContractLine,
  dataverse:      DataverseContractLine,
  integrationKey: [
    ['dataAreaId',         through('salesorderid', 'salesorders', 'dataAreaId')],
    ['ProjectContractId',  through('salesorderid', 'salesorders', 'ProjectContractId')],
    ['LineSequenceNumber', 'sequencenumber'],
  ],
  filter:         { dataverse: { only: 'project service lines (msdyn_linetype 690970000)', test: ({ msdyn_linetype }) => msdyn_linetype === 690970000 } },
  prerequisites:  ['salesorders', 'msdyn_projects'],
  initialSync:    { required: false, master: 'dataverse' },
  creates:        'dataverse', onDelete: 'delete',
  shares:         ['ContractLineId'],
  fields: (field) => [
    //    Finance                           map   Dataverse                  transform
    field('ContractLineId',                 '<',  'msdyn_contractlinenumber'),
    field('Description',                    '<',  'productdescription'),
    field('BillingMethod',                  '<<', 'msdyn_billingmethod',     valueMap({ TimeAndMaterial: 192350000, FixedPrice: 192350001 })),
    field('LineProjectId',                  '<<', 'msdyn_project',           companyReference('msdyn_projects')),
    field('LineAmount',                     '<<', 'extendedamount', rounded(4, { empty: '0' })),
    field('AreHourTransactionsIncluded',    '<<', 'msdyn_includetime',       valueMap({ No: false, Yes: true }, { empty: 'No' })),
    field('AreExpenseTransactionsIncluded', '<<', 'msdyn_includeexpense',    valueMap({ No: false, Yes: true }, { empty: 'No' })),
    field('AreFeeTransactionsIncluded',     '<<', 'msdyn_includefee',        valueMap({ No: false, Yes: true }, { empty: 'No' })),
    field('AreItemTransactionsIncluded',    '<<', 'msdyn_includematerial',   valueMap({ No: false, Yes: true }, { empty: 'No' })),
    field('InvoiceScheduleType',            '<<', 'msdyn_invoicescheduletype',  valueMap({ Milestone: 192350000, ProgressBased: 192350001 }, { empty: 'Milestone' })), // [inferred]
    field('StandaloneSellingPrice',         '<<', 'msdyn_standalonesellingprice', rounded(4, { empty: '0' })), // numbers of Finance are never empty
  ],
});
