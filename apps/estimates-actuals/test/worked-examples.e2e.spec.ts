import { SimulatorControl, startWorld, useStack, type World } from '@concord/testing';
import { allTogether } from './worked-examples/all-together';
import { contractConfirmed } from './worked-examples/contract-confirmed';
import { Desk } from './worked-examples/desk';
import { openTheCompanies } from './worked-examples/first-day';
import { fixedPrice } from './worked-examples/fixed-price';
import { foreignCurrency } from './worked-examples/foreign-currency';
import { intercompany } from './worked-examples/intercompany';
import { invoiceOverLess } from './worked-examples/invoice-over-less';
import { timeAndMaterial } from './worked-examples/time-and-material';
import { timeAndMaterialVariants } from './worked-examples/time-and-material-variants';
import { timeAndMaterialWithoutAccrual } from './worked-examples/time-and-material-without-accrual';
import { TwoSides } from './worked-examples/two-sides';

/**
 * The worked examples of 30.6, every row and every number, from the entry in Dataverse to the ledger in Finance and back. Nobody does anything but what
 * people do in the two systems; the steps of an example follow on one another, as the rows of its table on the page.
 */
describe('worked examples of actuals (30.6)', () => {
  let world: World;
  afterAll(() => world?.stop(), 60_000); // before the stack's own: hooks run in order
  const stack = useStack();

  beforeAll(async () => {
    world = await startWorld({
      brokers: stack.brokers,
      postgresUrl: stack.postgresUrl,
      topicPrefix: stack.topicPrefix,
      dataset: 'empty',
      areas: ['setup-sync', 'estimates-actuals'],
      env: { GATEWAY_SWEEP_SMALL_MS: '1000', GATEWAY_DATAVERSE_POLL_MS: '300', ESTIMATES_ACTUALS_PATIENCE_SECONDS: '3' },
      inBetween: async (url) => {
        await openTheCompanies(new SimulatorControl(url));
        return url;
      },
    });
  }, 180_000);

  const desk = new Desk(() => world);
  const see = new TwoSides(() => world);
  timeAndMaterial(desk, see);
  timeAndMaterialVariants(desk, see);
  invoiceOverLess(desk, see);
  timeAndMaterialWithoutAccrual(desk, see);
  contractConfirmed(desk, see);
  fixedPrice(desk, see);
  foreignCurrency(desk, see);
  intercompany(desk, see);
  allTogether(desk);
});
