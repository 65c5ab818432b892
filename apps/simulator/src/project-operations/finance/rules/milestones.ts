import { type BusinessRule, RuleRefusal } from '../../../odata/rules';
import type { Books, Stored } from '../books';
import { companyOf, textOf } from '../columns';
import { nextNumber } from '../numbers';
import { categoryOf } from '../setup/categories';
import { parametersOf } from '../setup/parameters';
import { salesTaxGroupOf } from '../setup/sales-tax';

const TABLE = 'ProjectOnAccountTransactions';

/** A milestone becomes an on-account transaction; both change together until it is on a proposal. Source: domain/20-setup.md 20.8. */
export const milestonesBecomeOnAccount = (books: Books): BusinessRule => ({
  table: 'ProjectContractLineMilestones',
  on: ['create', 'update'],
  stage: 'after',
  run: ({ after }) => {
    const milestone = after!;
    const company = companyOf(milestone);
    const known = onAccountOf(books, milestone);
    if (known === undefined) {
      const id = nextNumber(books, company, 'OnAccount');
      books.create(TABLE, { dataAreaId: company, TransactionId: id, TransStatus: 'Posted', ...columnsOf(books, milestone) });
      estimateProject(books, company, textOf(milestone, 'ProjectNumber'));
      books.update('ProjectContractLineMilestones', {
        dataAreaId: company,
        ContractLineMilestoneIdentifier: milestone['ContractLineMilestoneIdentifier'],
        TransactionId: id,
      });
    } else if (known['TransStatus'] === 'Posted') {
      books.update(TABLE, { dataAreaId: company, TransactionId: known['TransactionId'], ...columnsOf(books, milestone) });
    }
  },
});

export const billedMilestonesStay = (books: Books): BusinessRule => ({
  table: 'ProjectContractLineMilestones',
  on: ['delete'],
  stage: 'before',
  run: ({ before }) => {
    const known = onAccountOf(books, before!);
    if (known === undefined) return;
    if (known['TransStatus'] !== 'Posted')
      throw new RuleRefusal(`On-account transaction ${textOf(known, 'TransactionId')} is on an invoice; the milestone cannot be deleted.`);
    books.remove(TABLE, { dataAreaId: known['dataAreaId'], TransactionId: known['TransactionId'] });
  },
});

const onAccountOf = (books: Books, milestone: Stored): Stored | undefined =>
  books.inCompany(TABLE, companyOf(milestone), 'ContractLineMilestoneIdentifier', textOf(milestone, 'ContractLineMilestoneIdentifier'))[0];

const columnsOf = (books: Books, milestone: Stored) => {
  const company = companyOf(milestone);
  const parameters = parametersOf(books, company);
  const contractId = textOf(milestone, 'ProjectContractId');
  const projectId = textOf(milestone, 'ProjectNumber');
  const project = projectId === '' ? undefined : books.find('ProjectsV2', { dataAreaId: company, ProjectId: projectId });
  const category = parameters && categoryOf(books, company, textOf(parameters.row, 'OnAccountCategoryId'));
  const contract =
    contractId === '' ? undefined : books.find('ProjectContractHeaders', { dataAreaId: company, ProjectContractId: contractId });
  return {
    ContractLineMilestoneIdentifier: milestone['ContractLineMilestoneIdentifier'],
    ProjectContractId: contractId,
    ContractLineId: milestone['ContractLineId'],
    ProjectId: projectId,
    ActivityNumber: milestone['ActivityNumber'],
    CategoryId: category && textOf(category, 'CategoryId'),
    Description: milestone['Description'],
    CustomerAccountNumber: textOf(milestone, 'CustomerAccountNumber') || (contract && textOf(contract, 'CustomerAccountNumber')),
    CurrencyCode: milestone['CurrencyCode'],
    Amount: milestone['Amount'],
    TransDate: milestone['TransactionDate'],
    SalesTaxGroup: parameters && project && salesTaxGroupOf(books, company, parameters, project, contractId),
    ItemSalesTaxGroup: category && textOf(category, 'ItemSalesTaxGroup'),
    DefaultDimension: project && textOf(project, 'DimensionDisplayValue'),
  };
};

/** The first milestone of a project makes its fixed-price revenue estimate project, which has the project's own id. */
const estimateProject = (books: Books, company: string, projectId: string): void => {
  const project = projectId === '' ? undefined : books.find('ProjectsV2', { dataAreaId: company, ProjectId: projectId });
  if (project === undefined || textOf(project, 'EstimateProjectId') !== '') return;
  books.update('ProjectsV2', { dataAreaId: company, ProjectId: projectId, EstimateProjectId: projectId });
};
