import { RuleRefusal } from '../../../odata/rules';
import type { Books, Stored } from '../books';
import { textOf } from '../columns';
import { projectCategoryFor } from '../setup/categories';
import { type ProjectParameters, parametersOf } from '../setup/parameters';
import { billingOf } from '../setup/profiles';
import { type LineType, typeNames } from '../staging/transaction-classes';

export interface EstimateBasis {
  readonly parameters: ProjectParameters;
  readonly project: Stored;
  readonly categoryId: string;
}

/**
 * What forecasts need: integration, forecast model, project, profile of a project with contract lines, category. Throws `RuleRefusal`:
 * estimates are refused when they are written, they do not wait. Source: domain/30-estimates-actuals.md 30.1 to 30.3.
 */
export const estimateBasis = (
  books: Books,
  company: string,
  projectId: string,
  transactionCategory: string,
  type: LineType,
): EstimateBasis => {
  const name = company.toUpperCase();
  const parameters = parametersOf(books, company);
  if (parameters?.isIntegrationEnabled !== true)
    throw new RuleRefusal(`Project Operations integration is not enabled in legal entity ${name}.`);
  if (textOf(parameters.row, 'ForecastModelId') === '')
    throw new RuleRefusal(`The project parameters of legal entity ${name} name no forecast model.`);
  const project = projectId === '' ? undefined : books.find('ProjectsV2', { dataAreaId: company, ProjectId: projectId });
  if (project === undefined) throw new RuleRefusal(`Project ${projectId} does not exist in legal entity ${name}.`);
  const billing = billingOf(books, company, project);
  if (billing.contractLine !== undefined && billing.profile === undefined)
    throw new RuleRefusal(`No project cost and revenue profile rule applies to project ${projectId}.`);
  const category = projectCategoryFor(books, company, parameters, transactionCategory, type);
  if (category === undefined)
    throw new RuleRefusal(
      `Transaction category '${transactionCategory}' has no project category of type ${typeNames[type]} in legal entity ${name}, and the project parameters have no default.`,
    );
  return { parameters, project, categoryId: textOf(category, 'CategoryId') };
};
