import { readConfig, runMain } from '@concord/service-kit';
import { GatewayConfig } from './config';
import { startGateway } from './start-gateway';

runMain(() => startGateway(readConfig(GatewayConfig)));
