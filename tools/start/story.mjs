import { createRequire } from 'node:module';
import { customerArrives } from './story/customer-arrives.mjs';
import { financeGoesDown } from './story/finance-goes-down.mjs';
import { tellMonth } from './story/month.mjs';
import { Narrator } from './story/narrator.mjs';
import { printThingsToTry } from './story/things-to-try.mjs';
import { projectWaits } from './story/project-waits.mjs';
import { refusalIsMended } from './story/refusal-is-mended.mjs';
import { Watcher } from './story/watcher.mjs';
import { waysBack } from './story/ways-back.mjs';
import { heading } from './screen.mjs';
import { urlOf } from './services.mjs';

/** What `npm start` shows: people work in the two systems, through their own APIs, and everybody can see what Concord makes of it. */
export const tellStory = async ({ simulator, gateway, 'setup-sync': setupSync, 'estimates-actuals': estimatesActuals }) => {
  const { Person, SimulatorControl } = createRequire(import.meta.url)('@concord/testing');
  const scene = {
    dataverse: new Person(urlOf(simulator), '/api/data/v9.2'),
    finance: new Person(urlOf(simulator), '/data'),
    control: new SimulatorControl(urlOf(simulator)),
    watch: new Watcher(urlOf(setupSync)),
    watchActuals: new Watcher(urlOf(estimatesActuals)),
    tell: new Narrator(),
  };
  heading('A short story (people use the two systems; nobody tells Concord anything)');
  const ids = await customerArrives(scene);
  await waysBack(scene, ids);
  await projectWaits(scene, ids);
  await financeGoesDown(scene, ids);
  await refusalIsMended(scene, ids);
  heading('A month at Contoso (consultants book, project managers approve, accountants post)');
  await tellMonth(scene);
  printThingsToTry({
    simulator: urlOf(simulator),
    gateway: urlOf(gateway),
    setupSync: urlOf(setupSync),
    estimatesActuals: urlOf(estimatesActuals),
  });
};
