import type { Row, System } from '@concord/contracts';
import type { Field, Mapped, Reference, TableMap } from '@concord/table-maps';

const both = (finance: string, dataverse: string): Field => ({ direction: 'both', finance, dataverse, symbol: '=', description: '' });
const text = (...names: string[]): { name: string; kind: 'text' }[] => names.map((name) => ({ name, kind: 'text' }));

const base = {
  version: '1',
  perLegalEntity: false,
  prerequisites: [] as string[],
  initialSync: { required: false, master: 'dataverse' as System },
  lookups: {},
  onDelete: 'delete' as const,
  master: 'dataverse' as System,
  creates: 'both' as const,
  writes: { finance: true, dataverse: true },
};

const mapped = (financeKey: Row, values: Row, match: Row = {}): Mapped => ({ kind: 'mapped', financeKey, values, createValues: {}, match });

/** One way, from Finance. */
export const companiesMap: TableMap = {
  ...base,
  id: 'cdm_companies',
  name: 'Companies',
  creates: 'finance',
  master: 'finance',
  onDelete: 'keep',
  writes: { finance: false, dataverse: true },
  finance: { table: 'LegalEntities', key: ['Code'], columns: text('Code', 'Name') },
  dataverse: { table: 'cdm_companies', key: ['companyid'], columns: text('companyid', 'code', 'name') },
  fields: [{ direction: 'toDataverse', finance: 'Name', dataverse: 'name', symbol: '>', description: '' }],
  referencesOf: () => [],
  map: (from, row) =>
    from === 'finance'
      ? mapped({ Code: row['Code'] ?? null }, { code: row['Code'] ?? null, name: row['Name'] ?? null }, { code: row['Code'] ?? null })
      : mapped({ Code: row['code'] ?? null }, {}),
};

const companyOf = (row: Row): Reference => ({ map: 'cdm_companies', system: 'dataverse', id: String(row['company']) });
const dataverseCompanyOf = (row: Row): Reference => ({
  map: 'cdm_companies',
  system: 'finance',
  id: String(row['dataAreaId']).toLowerCase(),
});

/** Both ways; refers to its legal entity, in its key. */
export const customersMap: TableMap = {
  ...base,
  id: 'accounts',
  name: 'Customers',
  prerequisites: ['cdm_companies'],
  finance: { table: 'Customers', key: ['dataAreaId', 'Account'], columns: text('dataAreaId', 'Account', 'Name', 'Group') },
  dataverse: { table: 'accounts', key: ['accountid'], columns: text('accountid', 'company', 'number', 'name', 'group') },
  fields: [both('Name', 'name'), both('Group', 'group')],
  lookups: { company: 'cdm_companies' },
  refersTo: [{ column: 'company', map: 'cdm_companies', inCompany: false }],
  referencesOf: (from, row) => (from === 'dataverse' ? [companyOf(row)] : [dataverseCompanyOf(row)]),
  map: (from, row, _scope, resolve) => {
    const company = resolve(from === 'dataverse' ? companyOf(row) : dataverseCompanyOf(row));
    if (!company) return { kind: 'missing', missing: [from === 'dataverse' ? companyOf(row) : dataverseCompanyOf(row)] };
    if (row['group'] === 'unheard-of')
      return { kind: 'failed', code: 'UNMAPPED_VALUE', message: 'group unheard-of', remedy: 'Extend the map.' };
    const key = {
      dataAreaId: String(company.financeKey['Code']).toLowerCase(),
      Account: (from === 'dataverse' ? row['number'] : row['Account']) ?? null,
    };
    if (from === 'dataverse') return mapped(key, { Name: row['name'] ?? null, Group: row['group'] ?? null });
    const match = { company: company.dataverseId, number: key.Account };
    return mapped(key, { ...match, name: row['Name'] ?? null, group: row['Group'] ?? null }, match);
  },
};

/** One row in Dataverse, one in each legal entity in Finance. */
export const rolesMap: TableMap = {
  ...base,
  id: 'roles',
  name: 'Roles',
  creates: 'dataverse',
  perLegalEntity: true,
  prerequisites: ['cdm_companies'],
  writes: { finance: true, dataverse: false },
  finance: { table: 'Roles', key: ['dataAreaId', 'RoleId'], columns: text('dataAreaId', 'RoleId', 'Name') },
  dataverse: { table: 'roles', key: ['roleid'], columns: text('roleid', 'number', 'name') },
  fields: [{ direction: 'toFinance', finance: 'Name', dataverse: 'name', symbol: '<', description: '' }],
  referencesOf: () => [],
  map: (from, row, scope) =>
    from === 'dataverse'
      ? mapped({ dataAreaId: scope, RoleId: row['number'] ?? null }, { Name: row['name'] ?? null })
      : mapped({ dataAreaId: row['dataAreaId'] ?? null, RoleId: row['RoleId'] ?? null }, {}),
};
