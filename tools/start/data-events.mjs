import { urlOf, WEBHOOK_SECRET } from './services.mjs';

/** What an administrator of Finance activates by hand: data events of these entities, towards the gateway. */
const entities = [
  'CustomersV3',
  'Currencies',
  'LegalEntities',
  'ProjectsV2',
  'ProjectContractHeaders',
  'ProjectContractLines',
  'ProjectFundingSources',
];

/** Without them the gateway finds the changes all the same, by its sweep, only later. */
export const activateDataEvents = async (simulator, gateway) => {
  const url = `${urlOf(gateway)}/webhooks/finance?code=${WEBHOOK_SECRET}`;
  for (const entity of entities) {
    const response = await fetch(`${urlOf(simulator)}/_sim/subscriptions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ system: 'finance', kind: 'data-event', entity, company: '', url }),
    });
    if (!response.ok) throw new Error(`The simulator refused data events of ${entity}: ${response.status} ${await response.text()}`);
  }
  return `${entities.length} entities of Finance tell the gateway`;
};
