import { Topics } from '@concord/contracts';
import { pairsFlow, salesFlow } from '../../../test/model/sales-flow';
import { AreaFlows } from './area-flows';

const topics = new Topics('c.');

describe('the flows of an area', () => {
  it('are read from the tables that prove them and, where they need them, the links', () => {
    const flows = new AreaFlows('spec', [salesFlow, pairsFlow], topics, ['accounts', 'cdm_companies'], []);
    expect(flows.topicsOf(salesFlow)).toEqual([
      'c.dataverse.sales.changes',
      'c.finance.SaleLines.changes',
      'c.finance.SaleJournalLines.changes',
      'c.links',
    ]);
    expect([flows.isNeeded(salesFlow), flows.isNeeded(pairsFlow)]).toEqual([true, false]);
    expect([flows.consumer, flows.topic]).toEqual(['c.spec.flows', 'c.flows.spec']);
  });

  it.each<[string, () => AreaFlows, RegExp]>([
    [
      'the links of a map that the area does not have',
      () => new AreaFlows('spec', [salesFlow], topics, [], ['accounts', 'cdm_companies']),
      /follows the links of 'accounts', which is no map of spec/,
    ],
    [
      'codes of a map that nobody named',
      () => new AreaFlows('spec', [salesFlow], topics, ['accounts'], []),
      /the code of 'cdm_companies', which spec neither maps nor names/,
    ],
    [
      'documents of a flow that is not there',
      () => new AreaFlows('spec', [pairsFlow], topics, [], []),
      /needs documents of 'sales', and spec has the flows pairs/,
    ],
    [
      'two of one name',
      () => new AreaFlows('spec', [salesFlow, salesFlow], topics, ['accounts', 'cdm_companies'], []),
      /spec has two flows of this name/,
    ],
  ])('are refused at boot with %s', (_, make, sentence) => expect(make).toThrow(sentence));
});
