import { textOf } from '../columns';
import { type ImportCheck, unable } from '../import/import-check';

/** IMP-10: the product of a material is released in the company; a write-in uses the product of the parameters. */
export const productIsReleased: ImportCheck = {
  code: 'IMP-10',
  refusal: (actual, { books, parameters }) => {
    if (actual.lineType !== 'Item') return undefined;
    const named = textOf(actual.row, 'ProductNumber');
    const product = named || textOf(parameters.row, 'WriteInProductNumber');
    const company = actual.lineCompany;
    if (product === '') return unable(actual, `The project parameters of legal entity ${company.toUpperCase()} name no write-in product.`);
    return books.find('EcoResReleasedDistinctProductCDSs', { dataAreaId: company, ProductNumber: product }) === undefined
      ? unable(actual, `Product ${product} is not released in legal entity ${company.toUpperCase()}.`)
      : undefined;
  },
};
