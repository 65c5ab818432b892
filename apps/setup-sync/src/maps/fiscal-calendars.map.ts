import { DataverseFiscalCalendar, FinanceFiscalCalendar } from '@concord/contracts';
import { defineTableMap } from '@concord/table-maps';

/** Both ways. Source: 10.7. */
// prettier-ignore
export const fiscalCalendarsMap = defineTableMap<FinanceFiscalCalendar, DataverseFiscalCalendar>({
  name:           'Fiscal calendar integration entity',
  version:        '1.0.0.0',
  finance:        FinanceFiscalCalendar,
  dataverse:      DataverseFiscalCalendar,
  integrationKey: [['CalendarId', 'msdyn_calendar']],
  prerequisites:  [],
  initialSync:    { required: true, master: 'finance' },
  creates:        'both', onDelete: 'delete',
  fields: (field) => [
    //    Finance        map  Dataverse
    field('Description', '=', 'msdyn_description'),
  ],
});
