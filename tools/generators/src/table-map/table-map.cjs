const symbols = { 'finance-to-dataverse': '>', 'dataverse-to-finance': '<', both: '=' };
const creators = { 'finance-to-dataverse': 'finance', 'dataverse-to-finance': 'dataverse', both: 'both' };

const tableMap = ({ title, map, dataverse, finance }, { direction, financeKey, dataverseKey, perCompany }) => {
  const key = [...(perCompany ? ["['dataAreaId', 'msdyn_company']"] : []), `['${financeKey}', '${dataverseKey}']`];
  const creates = creators[direction];
  return `import { ${dataverse}, ${finance} } from '@concord/contracts';
import { defineTableMap } from '@concord/table-maps';

/** Who maintains it, and what refers to it. Source: the sheet of the documentation. */
// prettier-ignore
export const ${map} = defineTableMap<${finance}, ${dataverse}>({
  name:           '${title}',
  version:        '1.0.0.0',
  finance:        ${finance},
  dataverse:      ${dataverse},
  integrationKey: [${key.join(', ')}],
  prerequisites:  [${perCompany ? "'cdm_companies'" : ''}],
  initialSync:    { required: false, master: '${creates === 'both' ? 'finance' : creates}' },
  creates:        '${creates}', onDelete: 'keep',
  fields: (field) => [
    //    Finance        map  Dataverse
    field('Description', '${symbols[direction]}', 'msdyn_description'),
  ],
});
`;
};

module.exports = { tableMap };
