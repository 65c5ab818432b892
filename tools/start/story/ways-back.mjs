import { entered, until } from './watcher.mjs';

/** Legal entities and currencies are kept in Finance; customers both ways. */
export const waysBack = async ({ dataverse, finance, tell }, { account }) => {
  tell.chapter('2. The other way: an accountant works in Finance');
  const inDataverse = (path, says = () => true) =>
    until(`Dataverse to hold ${path}`, async () => {
      const [row] = await dataverse.rows(path);
      return row && says(row) ? row : undefined;
    });
  await tell.timed(
    'Finance',
    'Carla adds the currency NOK, Norwegian Krone',
    () => entered(finance.create('Currencies', { CurrencyCode: 'NOK', Name: 'Norwegian Krone', Symbol: 'kr' })),
    () => inDataverse("transactioncurrencies?$filter=isocurrencycode eq 'NOK'"),
    'Dataverse holds the currency NOK',
  );
  await tell.timed(
    'Finance',
    'Carla opens the legal entity NOMF',
    () => entered(finance.create('LegalEntities', { LegalEntityId: 'NOMF', Name: 'Contoso Norway' })),
    () => inDataverse("cdm_companies?$filter=cdm_companycode eq 'NOMF'"),
    'Dataverse holds the company NOMF',
  );
  await tell.timed(
    'Finance',
    'Carla corrects the name of customer C-7001',
    () =>
      entered(
        finance.change("CustomersV3(dataAreaId='usmf',CustomerAccount='C-7001')?cross-company=true", {
          OrganizationName: 'Harbour Authority of Tacoma',
        }),
      ),
    () => inDataverse(`accounts?$filter=accountid eq ${account}`, ({ name }) => name === 'Harbour Authority of Tacoma'),
    'Dataverse shows the name Harbour Authority of Tacoma',
  );
};
