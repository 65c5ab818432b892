import { DataverseUnit, FinanceUnit } from '@concord/contracts';
import { defineTableMap, reference, valueMap } from '@concord/table-maps';

/** Maintained in Finance. A unit of Dataverse is met by its symbol, so `Hour`, which it has from the first day, is not made twice once it has one. Source: 10.12. */
// prettier-ignore
export const unitsMap = defineTableMap<FinanceUnit, DataverseUnit>({
  name:           'Units',
  version:        '1.0.0.0',
  finance:        FinanceUnit,
  dataverse:      DataverseUnit,
  integrationKey: [['UnitSymbol', 'msdyn_symbol']],
  prerequisites:  ['uomschedules'],
  initialSync:    { required: true, master: 'finance' },
  creates:        'finance', onDelete: 'keep', // products and transactions are measured in it
  fields: (field) => [
    //    Finance            map   Dataverse                     transform
    field('UnitSymbol',       '>',  'name'),
    field('UnitClass',        '>',  'msdyn_externalunitclassname'),
    field('UnitClass',        '>>', 'uomscheduleid',               reference('uomschedules')), // [inferred]: Dataverse refuses a unit without a unit group
    field('DecimalPrecision', '>',  'msdyn_decimalprecision'),
    field('IsBaseUnit',       '>>', 'msdyn_isbaseunit',            valueMap({ No: false, Yes: true })),
    field('IsSystemUnit',     '>>', 'msdyn_issystemunit',          valueMap({ No: false, Yes: true })),
    field('SystemOfUnits',    '>>', 'msdyn_systemofunits',         valueMap({ None: 192350000, Metric: 192350001, US: 192350002 })),
    field('UnitDescription',  '>',  'msdyn_description'),
  ],
});
