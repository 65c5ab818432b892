import { createDatabase, dropDatabase } from '../postgres/postgres-databases';
import { DEFAULT_DATABASE, type PostgresServer } from '../stack';
import { untilConnects } from '../until-connects';
import { containerProcess } from './container-process';
import { startContainer, testcontainers } from './engine';

const IMAGE = 'postgres:18';

/** PostgreSQL's official image. */
export const startPostgresContainer = async (port: number): Promise<PostgresServer> => {
  const container = await startContainer(IMAGE, () => {
    const { GenericContainer, Wait } = testcontainers();
    return (
      new GenericContainer(IMAGE)
        .withEnvironment({ POSTGRES_USER: 'concord', POSTGRES_PASSWORD: 'concord', POSTGRES_DB: 'postgres' })
        .withCommand(['postgres', '-c', 'max_connections=300'])
        .withExposedPorts({ container: 5432, host: port })
        // Said twice: the image starts a first time to make the database, and for the world only the second time.
        .withWaitStrategy(Wait.forLogMessage(/database system is ready to accept connections/, 2))
    );
  });
  const adminUrl = `postgres://concord:concord@127.0.0.1:${port}/postgres`;
  return {
    url: await createDatabase(adminUrl, DEFAULT_DATABASE),
    createDatabase: (name) => createDatabase(adminUrl, name),
    dropDatabase: (name) => dropDatabase(adminUrl, name),
    ...containerProcess(container, port, () => untilConnects(port)),
  };
};
