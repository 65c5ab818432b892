import { checkTableMaps, withinLegalEntities, type TableMap } from '@concord/table-maps';
import { chartsOfAccountsMap } from './charts-of-accounts.map';
import { contractHeadersMap } from './contract-headers.map';
import { contractLinesMap } from './contract-lines.map';
import { currenciesMap } from './currencies.map';
import { customersMap } from './customers.map';
import { exchangeRatePairsMap } from './exchange-rate-pairs.map';
import { exchangeRateTypesMap } from './exchange-rate-types.map';
import { exchangeRatesMap } from './exchange-rates.map';
import { fiscalCalendarsMap } from './fiscal-calendars.map';
import { fundingSourcesMap } from './funding-sources.map';
import { legalEntitiesMap } from './legal-entities.map';
import { ledgersMap } from './ledgers.map';
import {
  customerGroups,
  customerPaymentMethods,
  paymentTerms,
  taxGroups,
  unitGroups,
  vendorGroups,
  vendorPaymentMethods,
} from './lookup-tables';
import { milestonesMap } from './milestones.map';
import { productsMap } from './products.map';
import { projectTasksMap } from './project-tasks.map';
import { projectsMapIn } from './projects.map';
import { resourceRolesMap } from './resource-roles.map';
import { transactionCategoriesMap } from './transaction-categories.map';
import { unitsMap } from './units.map';
import { vendorsMap } from './vendors.map';
import { workerResourcesMap } from './worker-resources.map';
import { workersMap } from './workers.map';

/** Every map of this area by its name in the README, in the order of their first load. */
export const namedSetupMapsIn = (timeZone: string) =>
  ({
    legalEntitiesMap,
    currenciesMap,
    exchangeRateTypesMap,
    exchangeRatePairsMap,
    exchangeRatesMap,
    fiscalCalendarsMap,
    chartsOfAccountsMap,
    ledgersMap,
    customerGroups,
    paymentTerms,
    customerPaymentMethods,
    taxGroups,
    vendorGroups,
    vendorPaymentMethods,
    vendorsMap,
    customersMap,
    workersMap,
    unitGroups,
    unitsMap,
    productsMap,
    resourceRolesMap,
    transactionCategoriesMap,
    contractHeadersMap,
    fundingSourcesMap,
    projectsMap: projectsMapIn(timeZone),
    contractLinesMap,
    projectTasksMap,
    milestonesMap,
    workerResourcesMap,
  }) satisfies Readonly<Record<string, TableMap>>;

/**
 * Every map of this area. Throws at boot where one refers to what is not there.
 *
 * @param timeZone where a day begins, for dates that Dataverse keeps as instants
 * @param legalEntities codes of those that take part, separated by commas; empty: all there are
 */
export const setupMapsIn = (timeZone: string, legalEntities = ''): readonly TableMap[] => {
  const maps: readonly TableMap[] = Object.values(namedSetupMapsIn(timeZone));
  checkTableMaps(maps);
  return withinLegalEntities(maps, legalEntities, 'CONCORD_LEGAL_ENTITIES');
};
