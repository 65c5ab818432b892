import { checkTableMaps, type TableMap } from '@concord/table-maps';
import { contractHeadersMap } from './contract-headers.map';
import { contractLinesMap } from './contract-lines.map';
import { currenciesMap } from './currencies.map';
import { customersMap } from './customers.map';
import { exchangeRatePairsMap } from './exchange-rate-pairs.map';
import { exchangeRateTypesMap } from './exchange-rate-types.map';
import { exchangeRatesMap } from './exchange-rates.map';
import { fundingSourcesMap } from './funding-sources.map';
import { legalEntitiesMap } from './legal-entities.map';
import { customerGroups, customerPaymentMethods, paymentTerms, taxGroups, vendors } from './lookup-tables';
import { projectsMapIn } from './projects.map';
import { resourceRolesMap } from './resource-roles.map';
import { transactionCategoriesMap } from './transaction-categories.map';

/** Every map of this area by its name in the README, in the order of their first load. */
export const namedSetupMapsIn = (timeZone: string): Readonly<Record<string, TableMap>> => ({
  legalEntitiesMap,
  currenciesMap,
  exchangeRateTypesMap,
  exchangeRatePairsMap,
  exchangeRatesMap,
  customerGroups,
  paymentTerms,
  customerPaymentMethods,
  taxGroups,
  vendors,
  customersMap,
  resourceRolesMap,
  transactionCategoriesMap,
  contractHeadersMap,
  fundingSourcesMap,
  projectsMap: projectsMapIn(timeZone),
  contractLinesMap,
});

/**
 * Every map of this area. Throws at boot where one refers to what is not there.
 *
 * @param timeZone where a day begins, for dates that Dataverse keeps as instants
 */
export const setupMapsIn = (timeZone: string): readonly TableMap[] => {
  const maps = Object.values(namedSetupMapsIn(timeZone));
  checkTableMaps(maps);
  return maps;
};
