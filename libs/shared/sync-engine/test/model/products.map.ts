import { DataverseTable, FinanceTable, IsGuid, IsLegalEntity, IsText } from '@concord/contracts';
import { defineTableMap } from '@concord/table-maps';

/** Released per legal entity in Finance, at a price of each; one row in Dataverse, which they share. */

@FinanceTable('Products', ['dataAreaId', 'ProductNumber'])
class FinanceProduct {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsText() readonly ProductNumber!: string;
  @IsText() readonly Price?: string | null;
}

@DataverseTable('products', 'productid')
class DataverseProduct {
  @IsGuid() readonly productid!: string;
  @IsText() readonly number?: string | null;
  @IsText() readonly price?: string | null;
  @IsText() readonly state?: string | null;
}

export const productsMap = defineTableMap<FinanceProduct, DataverseProduct>({
  name: 'Products',
  version: '1',
  finance: FinanceProduct,
  dataverse: DataverseProduct,
  perLegalEntity: true,
  integrationKey: [['ProductNumber', 'number']],
  prerequisites: ['cdm_companies'],
  initialSync: { required: true, master: 'finance' },
  creates: 'finance',
  onDelete: 'deactivate',
  deactivated: { dataverse: { state: 'retired' } },
  fields: (field) => [field('Price', '>', 'price')],
});
