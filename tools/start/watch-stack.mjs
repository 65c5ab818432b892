import { say } from './screen.mjs';

/**
 * Starts Kafka or PostgreSQL again when somebody killed it. Programs only: a container has its engine, a given server its owner.
 *
 * @param onChange told when a server is back
 * @returns a function that ends the watch
 */
export const watchStack = ({ kafka, postgres }, onChange) => {
  const servers = [
    ['Kafka', kafka],
    ['PostgreSQL', postgres],
  ].filter(([, server]) => server.origin === 'program');
  const starting = new Set();
  const look = async ([name, server]) => {
    if (server.pid !== undefined || starting.has(name)) return;
    starting.add(name);
    say(`! ${name} ended; it is started again`);
    try {
      await server.start();
      say(`  ${name} is back as process ${server.pid}`);
      onChange();
    } catch (error) {
      say(`! ${name} could not be started again: ${error.message}`);
    } finally {
      starting.delete(name);
    }
  };
  const timer = setInterval(() => servers.forEach((server) => void look(server)), 1_000);
  return () => clearInterval(timer);
};
