import { DataverseTable, FinanceTable, IsDecimalText, IsGuid, IsText } from '@concord/contracts';
import { defineTableMap, onceFilled, rounded } from '@concord/table-maps';

/** As the map of actuals: made in Dataverse and completed in Finance, which gives four values back; one of them may be sent as well. */

@FinanceTable('Actuals', ['ImportId'])
class FinanceActual {
  @IsText() readonly ImportId!: string;
  @IsText() readonly Description?: string | null;
  @IsDecimalText() readonly Amount?: string | null;
  @IsText() readonly Voucher?: string | null;
  @IsDecimalText() readonly AccountingAmount?: string | null;
  @IsDecimalText() readonly ExchangeRate?: string | null;
  @IsDecimalText() readonly SalesTaxAmount?: string | null;
  @IsText() readonly JournalLine?: string | null;
}

@DataverseTable('actuals', 'actualid')
class DataverseActual {
  @IsGuid() readonly actualid!: string;
  @IsText() readonly importid?: string | null;
  @IsText() readonly description?: string | null;
  @IsDecimalText() readonly amount?: string | null;
  @IsText() readonly voucher?: string | null;
  @IsDecimalText() readonly accountingamount?: string | null;
  @IsDecimalText() readonly exchangerate?: string | null;
  @IsDecimalText() readonly tax?: string | null;
  @IsText() readonly journalline?: string | null;
}

export const actualsMap = defineTableMap<FinanceActual, DataverseActual>({
  name: 'Actuals',
  version: '1',
  finance: FinanceActual,
  dataverse: DataverseActual,
  integrationKey: [['ImportId', 'importid']],
  prerequisites: [],
  initialSync: { required: false, master: 'dataverse' },
  master: 'finance',
  creates: 'dataverse',
  onDelete: 'keep',
  fields: (field) => [
    field('Description', '<', 'description'),
    field('Amount', '<', 'amount'),
    field('Voucher', '>', 'voucher'),
    field('AccountingAmount', '>>', 'accountingamount', rounded(4)),
    field('ExchangeRate', '>>', 'exchangerate', rounded(10)),
    field('SalesTaxAmount', '><', 'tax', onceFilled('Voucher', rounded(4, { empty: '0' }))),
    field('JournalLine', '=', 'journalline'),
  ],
});
