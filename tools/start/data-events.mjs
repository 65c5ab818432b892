import { createRequire } from 'node:module';
import { urlOf, WEBHOOK_SECRET } from './services.mjs';

/** Without them the gateway finds the changes all the same, by its sweep, only later. */
export const activateDataEvents = async (simulator, gateway) => {
  const { SimulatorControl } = createRequire(import.meta.url)('@concord/testing');
  const count = await new SimulatorControl(urlOf(simulator)).activateDataEvents(
    `${urlOf(gateway)}/webhooks/finance?code=${WEBHOOK_SECRET}`,
  );
  return `${count} entities of Finance tell the gateway`;
};
