import type { Books } from './books';

const formats: Readonly<Record<string, string>> = {
  Voucher: 'PIV-{n:6}',
  IntegrationJournal: '{company}-{n:6}',
  ProjectTransaction: 'PT-{n:7}',
  OnAccount: 'OA-{n:6}',
  Forecast: 'FC-{n:7}',
  CustomerInvoice: 'CI-{n:6}',
  InvoiceVoucher: 'CIV-{n:6}',
  PostCosts: 'PCV-{n:6}',
  Estimate: 'ESV-{n:6}',
  SourceDocument: 'SDV-{n:6}',
  IntercompanyInvoice: 'IC-{n:6}',
  IntegrationLog: '{n}',
};

/** The next number of a sequence of this company. Sequences are rows, so that formats can be set; one without a row starts at 1. */
export const nextNumber = (books: Books, company: string, reference: string): string => {
  const key = { dataAreaId: company, Reference: reference };
  const known = books.find('ProjectNumberSequences', key);
  const format = String(known?.['Format'] ?? '') || (formats[reference] ?? `${reference}-{n:6}`);
  const next = Math.max(1, Number(known?.['NextNumber'] ?? 1));
  if (known === undefined) books.create('ProjectNumberSequences', { ...key, Format: format, NextNumber: next + 1 });
  else books.update('ProjectNumberSequences', { ...key, NextNumber: next + 1 });
  return format
    .replace('{company}', company.toUpperCase())
    .replace(/\{n(?::(\d+))?\}/, (_match, digits?: string) => String(next).padStart(Number(digits ?? 0), '0'));
};
