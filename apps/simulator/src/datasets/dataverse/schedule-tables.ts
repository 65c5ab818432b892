import { billingTypes } from './choices';
import { amount, choice, currency, decimal, double, flag, int32, lookup, memo, moment, table, text } from './columns';

const role = (name: string, navigation = name) => lookup(name, 'bookableresourcecategory', navigation);

/**
 * What the project scheduling service owns: application users read these tables and write none of them (`dataverse/schedule-tables.ts`).
 * Source: domain/20-setup.md 20.6, 30-estimates-actuals.md 30.1.
 */
export const scheduleTables: readonly Record<string, unknown>[] = [
  table('msdyn_projectbucket', { columns: [text('msdyn_name')], lookups: [lookup('msdyn_project', 'msdyn_project')] }),
  table('msdyn_projecttask', {
    primaryName: 'msdyn_subject',
    columns: [
      text('msdyn_subject', 450),
      text('msdyn_activitynumber'),
      int32('msdyn_outlinelevel'),
      decimal('msdyn_displaysequence'),
      flag('msdyn_summary'),
      moment('msdyn_start'),
      moment('msdyn_finish'),
      double('msdyn_effort'),
      flag('msdyn_ismilestone'),
      choice('msdyn_LinkStatus', { 'No link to Billing setup': 192350000, 'Billing setup linked': 192350001 }),
    ],
    lookups: [
      lookup('msdyn_project', 'msdyn_project'),
      lookup('msdyn_parenttask', 'msdyn_projecttask'),
      lookup('msdyn_projectbucket', 'msdyn_projectbucket'),
      role('msdyn_resourcecategory'),
      role('msdyn_resourcecategorypricingdimension', 'msdyn_ResourceCategory'),
      lookup('msdyn_transactioncategory', 'msdyn_transactioncategory'),
    ],
  }),
  table('msdyn_projecttaskdependency', {
    entitySetName: 'msdyn_projecttaskdependencies',
    columns: [text('msdyn_name')],
    lookups: [
      lookup('msdyn_project', 'msdyn_project'),
      lookup('msdyn_predecessortask', 'msdyn_projecttask'),
      lookup('msdyn_successortask', 'msdyn_projecttask'),
    ],
  }),
  table('msdyn_projectteam', {
    columns: [text('msdyn_name'), moment('msdyn_from'), moment('msdyn_to'), double('msdyn_requiredhours')],
    lookups: [
      lookup('msdyn_project', 'msdyn_project'),
      lookup('msdyn_bookableresourceid', 'bookableresource'),
      role('msdyn_resourcecategory'),
      lookup('msdyn_organizationalunit', 'msdyn_organizationalunit'),
    ],
  }),
  table('msdyn_resourceassignment', {
    columns: [
      text('msdyn_name'),
      text('msdyn_importid'), // [inferred]
      double('msdyn_effort'),
      moment('msdyn_start'),
      moment('msdyn_finish'),
      memo('msdyn_plannedwork'),
      amount('msdyn_plannedcost'),
      amount('msdyn_plannedsales'),
      memo('msdyn_plannedcostcontour'),
      memo('msdyn_plannedsalescontour'),
      choice('msdyn_billingtype', billingTypes),
    ],
    lookups: [
      lookup('msdyn_projectid', 'msdyn_project'),
      lookup('msdyn_taskid', 'msdyn_projecttask'),
      lookup('msdyn_projectteamid', 'msdyn_projectteam'),
      lookup('msdyn_bookableresourceid', 'bookableresource'),
      lookup('msdyn_salescontractlineid', 'salesorderdetail'),
      currency,
    ],
  }),
];
