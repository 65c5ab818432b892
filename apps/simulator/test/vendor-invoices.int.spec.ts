import { ids, worldRows } from './project-world';
import { type Answer, SimulatorClient } from './simulator-client';

const api = '/api/data/v9.2';
const header = 'bbbbbbbb-0000-4000-8000-000000000001';

/** Vendor invoices that Finance posted: domain/60-vendor-invoices.md 6 to 8, without matching. */
describe('vendor invoices', () => {
  let integration: SimulatorClient;
  let person: { authorization: string };

  beforeAll(async () => {
    integration = await SimulatorClient.start();
    person = { authorization: `Bearer ${await integration.authenticate('person')}` };
    await integration.authenticate();
  });
  afterAll(() => integration.stop());
  beforeEach(async () => {
    await integration.sim('reset', {});
    for (const [table, rows] of Object.entries(worldRows)) await integration.sim('seed', { system: 'dataverse', table, rows });
  });

  const arrives = async (automatic: boolean, company: string = ids.uspm): Promise<void> => {
    const answer = await integration.post(`${api}/msdyn_projectvendorinvoices`, {
      msdyn_projectvendorinvoiceid: header,
      msdyn_name: 'LIC-778',
      msdyn_vendorinvoicenumber: 'LIC-778',
      msdyn_invoicedate: '2026-03-06T00:00:00Z',
      msdyn_enableautomaticconfirmation: automatic,
      msdyn_hasexternalorigin: true,
      'msdyn_owningcompany@odata.bind': `/cdm_companies(${company})`,
      'transactioncurrencyid@odata.bind': `/transactioncurrencies(${ids.usd})`,
    });
    expect(answer.status).toBe(204);
  };
  const line = (more: object): Promise<Answer> =>
    integration.post(`${api}/msdyn_projectvendorinvoicelines`, {
      msdyn_externalinvoiceline: 'TR-9100',
      msdyn_quantity: 2,
      msdyn_price: 500,
      msdyn_billingtype: 192350001,
      msdyn_transactionclassification: 192350002,
      'msdyn_vendorinvoice@odata.bind': `/msdyn_projectvendorinvoices(${header})`,
      'msdyn_project@odata.bind': `/msdyn_projects(${ids.tmProject})`,
      'transactioncurrencyid@odata.bind': `/transactioncurrencies(${ids.usd})`,
      ...more,
    });
  const cable = { 'msdyn_product@odata.bind': `/products(${ids.cable})` };
  const rows = async (set: string): Promise<Record<string, unknown>[]> =>
    (await integration.get(`${api}/${set}`)).json<{ value: Record<string, unknown>[] }>().value;
  const actuals = async () =>
    (await rows('msdyn_actuals')).map((row) => [row['msdyn_transactiontypecode'], row['msdyn_amount'], row['msdyn_skipsync']]).sort();
  const messageOf = (answer: Answer): string => answer.json<{ error: { message: string } }>().error.message;
  const status = async (): Promise<unknown> => (await rows('msdyn_projectvendorinvoices'))[0]!['statuscode'];

  it('is confirmed by a job when it has a line: cost with its reference, and sale (D9)', async () => {
    await arrives(true);
    await integration.sim('clock', { advanceSeconds: 60 });
    expect(await status()).toBe(1);

    expect((await line(cable)).status).toBe(204);
    await integration.sim('clock', { advanceSeconds: 31 });
    expect(await status()).toBe(192350001);
    expect(await actuals()).toEqual([
      [192350000, 1000, false],
      [192350005, 15, false],
    ]);
    const [cost] = (await rows('msdyn_actuals')).filter((row) => row['msdyn_transactiontypecode'] === 192350000);
    expect(cost).toMatchObject({ msdyn_vendorinvoicelineprojecttransid: 'TR-9100', msdyn_transactiondate: '2026-03-06' });
    expect(await rows('msdyn_transactionconnections')).toHaveLength(1);
  });

  it('waits for the project manager when it is to be verified by hand (D10), and is not confirmed without lines (G8)', async () => {
    await arrives(false);
    const act = (name: string) => integration.raw(`/_sim/actions/${name}`, { method: 'POST', body: { invoice: 'LIC-778' } });
    expect(messageOf(await act('confirm-vendor-invoice'))).toContain('without lines');
    await line(cable);
    await integration.sim('clock', { advanceSeconds: 600 });
    expect(await actuals()).toEqual([]);
    expect(messageOf(await act('confirm-vendor-invoice'))).toContain('in review');

    expect((await act('verify-vendor-invoice')).status).toBe(200);
    expect((await act('confirm-vendor-invoice')).status).toBe(200);
    expect(await actuals()).toHaveLength(2);
    expect(messageOf(await act('confirm-vendor-invoice'))).toContain('confirmed');
  });

  it('is read-only to people but for verifying and holding, and final once confirmed; the same again is accepted (G7)', async () => {
    await arrives(false);
    await line(cable);
    const invoice = `${api}/msdyn_projectvendorinvoices(${header})`;
    expect((await integration.patch(invoice, { msdyn_description: 'mine' }, person)).status).toBe(400);
    expect((await integration.patch(invoice, { statuscode: 192350001 }, person)).status).toBe(400);
    expect((await integration.patch(invoice, { statuscode: 192350000 }, person)).status).toBe(204);
    expect((await integration.patch(invoice, { statuscode: 192350002 }, person)).status).toBe(204);
    expect((await integration.delete(invoice, person)).status).toBe(400);
    expect((await integration.patch(invoice, { statuscode: 192350000 }, person)).status).toBe(204);

    await integration.sim('actions/verify-vendor-invoice', { invoice: 'LIC-778' });
    await integration.sim('actions/confirm-vendor-invoice', { invoice: 'LIC-778' });
    expect((await integration.patch(invoice, { msdyn_name: 'LIC-778' })).status).toBe(204);
    expect((await integration.patch(invoice, { msdyn_name: 'other' })).status).toBe(400);
    expect(await actuals()).toHaveLength(2);
  });

  it('lines name what their class demands (G10)', async () => {
    await arrives(true);
    expect(messageOf(await line({}))).toBe('Product id is mandatory. Select a product from the catalog.');
    expect(messageOf(await line({ msdyn_transactionclassification: 192350001 }))).toBe(
      'The Transaction Category linked to this vendor invoice line is invalid. Please select an Active, Expense Transaction Category.',
    );
    const travel = { 'msdyn_transactioncategory@odata.bind': `/msdyn_transactioncategories(${ids.travel})` };
    expect((await line({ msdyn_transactionclassification: 192350001, ...travel })).status).toBe(204);
  });

  it('hours that another company pays for: transfer price and what was spent, the cost skipped (D4)', async () => {
    await arrives(true, ids.gbpm);
    const hours = {
      msdyn_quantity: 10,
      msdyn_price: 80,
      msdyn_transactionclassification: 192350000,
      'msdyn_resourcecategory@odata.bind': `/bookableresourcecategories(${ids.consultant})`,
    };
    expect((await line(hours)).status).toBe(204);
    await integration.sim('clock', { advanceSeconds: 31 });

    expect(await actuals()).toEqual([
      [192350000, 1200, true],
      [192350005, 2000, false],
      [192350007, 800, false],
      [192350008, 1200, false],
    ]);
  });
});
