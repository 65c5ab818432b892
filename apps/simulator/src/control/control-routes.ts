import type { Simulator } from '../shell/simulator';
import { actionRoutes, describeAction } from './action-routes';
import type { ControlRoutes } from './control-api';
import { dataManagementRoutes } from './data-management-routes';
import { eventRoutes } from './event-routes';
import { observationRoutes } from './observation-routes';
import { stateRoutes } from './state-routes';
import { userRoutes } from './user-routes';

/** All of `/_sim`. */
export const controlRoutes = (simulator: Simulator): ControlRoutes => ({
  'GET ': () => ({
    name: 'concord-simulator',
    version: '0.1.0',
    dataverse: { api: simulator.dataverse.apiPath },
    finance: { api: '/data' },
    datasets: simulator.datasets,
    actions: simulator.actions.map(describeAction),
  }),
  ...stateRoutes({
    systems: { dataverse: simulator.dataverse, finance: simulator.finance },
    datasets: simulator.datasets,
    reset: (dataset, baseCurrency) => simulator.reset(dataset, baseCurrency),
    advanceClock: (seconds) => simulator.advanceClock(seconds),
    nowIso: () => new Date(simulator.clock.now()).toISOString(),
  }),
  ...observationRoutes(simulator.statistics, simulator.deliveries, simulator.faults),
  ...userRoutes({
    addDataverseUser: (declaration) => simulator.dataverse.addUser(declaration),
    setFinanceUser: (user, clientId) => {
      if (clientId !== undefined) simulator.clients.ensure(clientId);
      simulator.finance.setUser(user, clientId);
    },
    setDataverseIdentity: (clientId, userId) => simulator.setDataverseIdentity(clientId, userId),
  }),
  ...actionRoutes(simulator.actions),
  ...eventRoutes(simulator),
  ...dataManagementRoutes(simulator.finance.bulk),
});
