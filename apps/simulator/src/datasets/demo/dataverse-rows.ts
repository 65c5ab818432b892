import { companies, customerGroups, paymentMethods, paymentTerms, perCompany, type SeededTable, taxGroups } from './demo-setup';
import { companyId, guid, ids } from './demo-ids';
import { peopleRows } from './dataverse-people-rows';
import { projectRows } from './dataverse-project-rows';

export const dataverseRows: readonly SeededTable[] = [
  {
    system: 'dataverse',
    table: 'cdm_companies',
    rows: companies.map(({ code, name }, index) => ({
      cdm_companyid: companyId(index),
      cdm_companycode: code.toUpperCase(),
      cdm_name: name,
    })),
  },
  {
    system: 'dataverse',
    table: 'msdyn_customergroups',
    rows: perCompany(customerGroups, ([msdyn_groupid, msdyn_description], _company, companyIndex, row) => ({
      msdyn_customergroupid: guid(ids.customerGroup, row),
      msdyn_groupid,
      msdyn_description,
      _msdyn_company_value: companyId(companyIndex),
    })),
  },
  {
    system: 'dataverse',
    table: 'msdyn_paymentterms',
    rows: perCompany(paymentTerms, ([msdyn_name, msdyn_description, msdyn_days], _company, companyIndex, row) => ({
      msdyn_paymenttermid: guid(ids.paymentTerm, row),
      msdyn_name,
      msdyn_description,
      msdyn_days,
      _msdyn_company_value: companyId(companyIndex),
    })),
  },
  {
    system: 'dataverse',
    table: 'msdyn_customerpaymentmethods',
    rows: perCompany(paymentMethods, (msdyn_name, _company, companyIndex, row) => ({
      msdyn_customerpaymentmethodid: guid(ids.paymentMethod, row),
      msdyn_name,
      _msdyn_company_value: companyId(companyIndex),
    })),
  },
  {
    system: 'dataverse',
    table: 'msdyn_taxgroups',
    rows: perCompany(taxGroups, (msdyn_name, _company, companyIndex, row) => ({
      msdyn_taxgroupid: guid(ids.taxGroup, row),
      msdyn_name,
      _msdyn_company_value: companyId(companyIndex),
    })),
  },
  {
    system: 'dataverse',
    table: 'msdyn_transactioncategories',
    rows: ['Travel', 'Hotel', 'Consulting', 'Development', 'Materials'].map((msdyn_name, index) => ({
      msdyn_transactioncategoryid: guid(ids.category, index + 1),
      msdyn_name,
      msdyn_transactioncategorynumber: `TCN-${String(index + 1).padStart(10, '0')}`,
    })),
  },
  {
    system: 'dataverse',
    table: 'bookableresourcecategories',
    rows: ['Consultant', 'Developer', 'Project manager', 'Architect'].map((name, index) => ({
      bookableresourcecategoryid: guid(ids.role, index + 1),
      name,
      msdyn_resourcecategorynumber: `ROLE-${String(index + 1).padStart(6, '0')}`,
      msdyn_targetutilization: 80,
    })),
  },
  {
    system: 'dataverse',
    table: 'accounts',
    rows: ['Alpine Ski House', 'Fabrikam Engineering', 'Northwind Traders'].map((name, index) => ({
      accountid: guid(ids.account, index + 1),
      name,
      accountnumber: `AC-${String(index + 1).padStart(4, '0')}`,
      customertypecode: 3,
      address1_city: ['Denver', 'Boston', 'Berlin'][index],
      _msdyn_company_value: companyId(index === 2 ? 2 : 0),
      _msdyn_customergroupid_value: guid(ids.customerGroup, index === 2 ? 9 : 3),
      _msdyn_paymentterm_value: guid(ids.paymentTerm, index === 2 ? 8 : 2),
    })),
  },
  ...peopleRows,
  ...projectRows,
];
