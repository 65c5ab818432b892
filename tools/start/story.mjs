import { createRequire } from 'node:module';
import { customerArrives } from './story/customer-arrives.mjs';
import { financeGoesDown } from './story/finance-goes-down.mjs';
import { Narrator } from './story/narrator.mjs';
import { printThingsToTry } from './story/things-to-try.mjs';
import { projectWaits } from './story/project-waits.mjs';
import { refusalIsMended } from './story/refusal-is-mended.mjs';
import { Watcher } from './story/watcher.mjs';
import { waysBack } from './story/ways-back.mjs';
import { heading } from './screen.mjs';
import { urlOf } from './services.mjs';

/** What `npm start` shows: people work in the two systems, through their own APIs, and everybody can see what Concord makes of it. */
export const tellStory = async ({ simulator, gateway, 'setup-sync': setupSync }) => {
  const { Person, SimulatorControl } = createRequire(import.meta.url)('@concord/testing');
  const scene = {
    dataverse: new Person(urlOf(simulator), '/api/data/v9.2'),
    finance: new Person(urlOf(simulator), '/data'),
    control: new SimulatorControl(urlOf(simulator)),
    watch: new Watcher(urlOf(setupSync)),
    tell: new Narrator(),
  };
  heading('A short story (people use the two systems; nobody tells Concord anything)');
  const ids = await customerArrives(scene);
  await waysBack(scene, ids);
  await projectWaits(scene, ids);
  await financeGoesDown(scene, ids);
  await refusalIsMended(scene, ids);
  printThingsToTry({ simulator: urlOf(simulator), gateway: urlOf(gateway), setupSync: urlOf(setupSync) });
};
