import { randomUUID } from 'node:crypto';
import type { SimulatorControl } from '@concord/testing';

export type Row = Readonly<Record<string, unknown>>;

/** One time and material project of a company with all that estimates and actuals of it refer to, as Dataverse holds it on the first day. */
export interface Office {
  readonly number: string;
  readonly company: string;
  readonly currency: string;
  readonly category: string;
  readonly project: string;
  readonly task: string;
  readonly payer: string;
  readonly product: string;
  readonly unit: string;
  /** Name of the one who works here. */
  readonly consultant: string;
}

/** Sets a project up in Dataverse before anything else starts; nothing of it is put into Finance by hand. An hour costs 100 and sells at 200. */
export const openOffice = async (control: SimulatorControl, number: string): Promise<Office> => {
  const seed = (table: string, ...rows: readonly Row[]) => control.seed('dataverse', table, rows);
  /** Id of a row of the data set, by what people know it by. */
  const idOf = async (table: string, column: string, is: (row: Row) => boolean): Promise<string> => {
    const found = (await control.rows('dataverse', table)).find(is)?.[column];
    if (found === undefined) throw new Error(`the data set has no such row of ${table}`);
    return String(found);
  };
  const company = await idOf('cdm_companies', 'cdm_companyid', (row) => row['cdm_companycode'] === 'USMF');
  const currency = await idOf('transactioncurrencies', 'transactioncurrencyid', (row) => row['isocurrencycode'] === 'USD');
  const category = await idOf('msdyn_transactioncategories', 'msdyn_transactioncategoryid', () => true);
  const role = await idOf('bookableresourcecategories', 'bookableresourcecategoryid', () => true);
  const customer = await idOf('accounts', 'accountid', (row) => row['_msdyn_company_value'] === company && row['customertypecode'] === 3);
  const [contract, project, task, payer, product, unit] = [...Array(6)].map(() => randomUUID());
  const [costs, sales, contractingUnit] = [...Array(3)].map(() => randomUUID());
  const consultant = `Consultant of ${number}`;

  await seed('uoms', { uomid: unit, name: `Hour of ${number}`, msdyn_symbol: 'h' });
  if ((await control.rows('dataverse', 'msdyn_projectparameters')).length === 0)
    await seed('msdyn_projectparameters', { msdyn_name: 'Parameters', _msdyn_defaultunit_value: unit });
  await seed(
    'pricelevels',
    { pricelevelid: costs, name: `Costs of ${number}`, msdyn_context: 192350000, _transactioncurrencyid_value: currency },
    { pricelevelid: sales, name: `Prices of ${number}`, msdyn_context: 192350002, _transactioncurrencyid_value: currency },
  );
  await seed(
    'msdyn_resourcecategorypricelevels',
    { msdyn_price: '100', _msdyn_pricelist_value: costs, _msdyn_resourcecategory_value: role },
    { msdyn_price: '200', _msdyn_pricelist_value: sales, _msdyn_resourcecategory_value: role },
  );
  await seed('msdyn_organizationalunits', {
    msdyn_organizationalunitid: contractingUnit,
    msdyn_name: `Unit of ${number}`,
    _transactioncurrencyid_value: currency,
    _msdyn_company_value: company,
    _msdyn_costpricelist_value: costs,
  });
  await seed('bookableresources', {
    name: consultant,
    resourcetype: 3,
    _msdyn_organizationalunit_value: contractingUnit,
    _msdyn_resourcecategory_value: role,
    _msdyn_company_value: company,
  });
  await seed('salesorders', {
    salesorderid: contract,
    name: `Contract of ${number}`,
    msdyn_salesordernumber: `C-${number}`,
    msdyn_ordertype: 192350001,
    msdyn_psastatusreason: 192350003,
    _msdyn_company_value: company,
    _transactioncurrencyid_value: currency,
    _msdyn_contractorganizationalunitid_value: contractingUnit,
    _pricelevelid_value: sales,
    _customerid_value: customer,
    '_customerid_value@type': 'account',
  });
  await seed('msdyn_projects', {
    msdyn_projectid: project,
    msdyn_projectnumber: number,
    msdyn_subject: `Project ${number}`,
    _msdyn_owningcompany_value: company,
    _transactioncurrencyid_value: currency,
    _msdyn_contractorganizationalunitid_value: contractingUnit,
    _msdyn_customer_value: customer,
    _msdyn_salesorderid_value: contract,
  });
  await seed('salesorderdetails', {
    salesorderdetailname: `Line of ${number}`,
    productdescription: 'Consulting',
    sequencenumber: 1,
    lineitemnumber: 1,
    msdyn_contractlinenumber: `L-${number}`,
    msdyn_linetype: 690970000,
    msdyn_billingmethod: 192350000,
    msdyn_includetime: true,
    _salesorderid_value: contract,
    _msdyn_project_value: project,
  });
  await seed('msdyn_projectcontractsplitbillingrules', {
    msdyn_projectcontractsplitbillingruleid: payer,
    msdyn_projectcontractsplitbillingrulenumber: `F-${number}`,
    msdyn_splitpercentage: '100',
    _msdyn_projectcontractid_value: contract,
    _msdyn_customer_value: customer,
    '_msdyn_customer_value@type': 'account',
  });
  await seed('msdyn_projecttasks', {
    msdyn_projecttaskid: task,
    msdyn_subject: 'Survey',
    msdyn_activitynumber: `A-${number}`,
    msdyn_summary: false,
    _msdyn_project_value: project,
    _msdyn_transactioncategory_value: category,
  });
  await seed('products', { productid: product, name: 'Gravel', msdyn_productnumber: 'P-GRAVEL', msdyn_itemnumber: 'I-GRAVEL' });
  return {
    number,
    company,
    currency,
    category,
    project: project ?? '',
    task: task ?? '',
    payer: payer ?? '',
    product: product ?? '',
    unit: unit ?? '',
    consultant,
  };
};
