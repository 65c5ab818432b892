import { DataverseExchangeRateType, FinanceExchangeRateType } from '@concord/contracts';
import { defineTableMap } from '@concord/table-maps';

/** Both ways. Source: 10.3. */
// prettier-ignore
export const exchangeRateTypesMap = defineTableMap<FinanceExchangeRateType, DataverseExchangeRateType>({
  name:           'Exchange rate type',
  version:        '1.0.0.0',
  finance:        FinanceExchangeRateType,
  dataverse:      DataverseExchangeRateType,
  integrationKey: [['Name', 'msdyn_name']],
  prerequisites:  [],
  initialSync:    { required: true, master: 'finance' },
  creates:        'both', onDelete: 'delete',
  fields: (field) => [
    //    Finance        map  Dataverse            transform
    field('Description', '=', 'msdyn_description'),
  ],
});
