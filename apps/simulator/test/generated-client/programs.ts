/**
 * What a user of a generated client writes. The programs are compiled beside the generated sources, so that their types are held
 * against what `$metadata` said; each answers what it saw.
 *
 * What this client does wrong, and the services therefore refuse: it compares an enum with a bare text (`eq 'Yes'`), where Finance
 * takes the qualified literal only (finance-api.md, trap 8), and it does not double a quote inside a text of a filter.
 */
export const financeProgram = `
import { financeService } from './finance/financeService';
import type { ODataHttpClient } from '@odata2ts/http-client-api';

export const run = async (client: ODataHttpClient) => {
  const finance = new financeService(client, '/data');
  const created = await finance.PaymentTerms().create({ dataAreaId: 'usmf', Name: "O'Net", NumberOfDays: 30 });
  await finance.CustomerGroups().create({
    dataAreaId: 'usmf', CustomerGroupId: '20', Description: 'Trade & Co', PaymentTermId: "O'Net", IsSalesTaxIncludedInPrice: 'Yes' as never, Rate: 1.5,
    ValidFrom: '2026-03-31T00:00:00Z',
  } as never);
  await finance.CustomerGroups({ dataAreaId: 'usmf', CustomerGroupId: '20' }).patch({ Description: 'Trade' });
  const found = await finance.CustomerGroups().query((builder, group) =>
    builder.select('CustomerGroupId', 'Description', 'Rate').filter(group.Description.eq('trade'), group.Rate.gt(1)).orderBy(group.CustomerGroupId.desc()).top(5).count().expanding('PaymentTerm', (term) => term.select('NumberOfDays')),
  );
  const byEnum = await finance.CustomerGroups().query((builder, group) => builder.filter(group.IsSalesTaxIncludedInPrice.eq('Yes' as never))).catch((refusal) => String(refusal));
  const one = await finance.CustomerGroups({ dataAreaId: 'usmf', CustomerGroupId: '20' }).query();
  const term = await finance.CustomerGroups({ dataAreaId: 'usmf', CustomerGroupId: '20' }).PaymentTerm().query();
  const status = await finance.DataManagementDefinitionGroups().GetExecutionSummaryStatus({ executionId: 'none' });
  await finance.CustomerGroups({ dataAreaId: 'usmf', CustomerGroupId: '20' }).delete();
  const left = await finance.CustomerGroups().query();
  return { created: created.data, found: found.data, byEnum, one: one.data, term: term.data, status: status.data, left: left.data.value };
};
`;

export const dataverseProgram = `
import { dataverseService } from './dataverse/dataverseService';
import type { ODataHttpClient } from '@odata2ts/http-client-api';

export const run = async (client: ODataHttpClient) => {
  const dataverse = new dataverseService(client, '/api/data/v9.2');
  const created = await dataverse.accounts().create({ name: "O'Hara & Söhne", revenue: 12.5, numberofemployees: 3, openedon: '2026-03-31' } as never);
  const accountid = (created.data as unknown as { accountid: string }).accountid;
  await dataverse.contacts().create({ lastname: 'Byron', 'parentcustomerid_account@odata.bind': '/accounts(' + accountid + ')' } as never);
  await dataverse.accounts(accountid).patch({ numberofemployees: 4 });
  const found = await dataverse.accounts().query((builder, account) =>
    builder.select('name', 'revenue', 'openedon').filter(account.name.contains('hara').and(account.numberofemployees.ge(4))).orderBy(account.name.asc()).count().expanding('contact_customer_accounts', (contact) => contact.select('fullname')),
  );
  const filtered = await dataverse.accounts().query((builder, account) => builder.filter(account.contact_customer_accounts.any((contact) => contact.lastname.eq('byron'))));
  const contact = await dataverse.contacts().query((builder, one) => builder.filter(one.parentcustomerid_account.props.name.startsWith('o')));
  const one = await dataverse.accounts({ accountid }).query((builder) => builder.select('numberofemployees'));
  const me = await dataverse.WhoAmI();
  await dataverse.accounts(accountid).delete();
  const left = await dataverse.accounts().query();
  return { found: found.data, filtered: filtered.data.value, contact: contact.data.value, one: one.data, me: me.data, left: left.data.value };
};
`;
