const head = (decorators, table) =>
  `import { IsOptional } from 'class-validator';
import { ${decorators.sort().join(', ')} } from '../values/column-decorators';
import { ${table} } from '../values/tables';
`;

const docs = (what, source, topic, key) => `
/**
 * ${what}
 *
 * Source   ${source}, captured by gateway
 * Topic    \`${topic}.changes\`
 * Key      ${key}
 * Errors   a row that breaks a rule below goes to \`<topic>.dead-letters\`, the rule in its headers
 */
`;

const dataverseRecord = ({ title, dataverse: name }, { dataverse, primaryKey, dataverseKey, perCompany }) =>
  `${head(['IsGuid', 'IsText', ...(perCompany ? ['IsLookup'] : [])], 'DataverseTable')}${docs(`One of the ${title.toLowerCase()}.`, `Dataverse table \`${dataverse}\``, `dataverse.${dataverse}`, `\`${primaryKey}\``)}@DataverseTable('${dataverse}', '${primaryKey}')
export class ${name} {
  @IsGuid() readonly ${primaryKey}!: string;
  @IsOptional() @IsText() readonly ${dataverseKey}?: string | null;
${perCompany ? "  @IsOptional() @IsLookup('cdm_companies') readonly msdyn_company?: string | null;\n" : ''}  @IsOptional() @IsText() readonly msdyn_description?: string | null;
}
`;

const financeRecord = ({ title, finance: name }, { finance, financeKey, perCompany }) => {
  const key = [...(perCompany ? ['dataAreaId'] : []), financeKey];
  return `${head(['IsText', ...(perCompany ? ['IsLegalEntity'] : [])], 'FinanceTable')}${docs(`One of the ${title.toLowerCase()}.`, `Finance entity \`${finance}\``, `finance.${finance}`, key.map((column) => `\`${column}\``).join(', '))}@FinanceTable('${finance}', [${key.map((column) => `'${column}'`).join(', ')}])
export class ${name} {
${perCompany ? '  @IsLegalEntity() readonly dataAreaId!: string;\n' : ''}  @IsText() readonly ${financeKey}!: string;
  @IsOptional() @IsText() readonly Description?: string | null;
}
`;
};

module.exports = { dataverseRecord, financeRecord };
