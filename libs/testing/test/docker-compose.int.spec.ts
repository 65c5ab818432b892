import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const root = resolve(__dirname, '../../..');

interface ComposeService {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string; readonly args: { readonly APP: string } };
  readonly environment: Readonly<Record<string, string | number>>;
  readonly ports: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: unknown;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

const compose = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8')) as {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};

const names = Object.keys(compose.services);
const service = (name: string): ComposeService => {
  const found = compose.services[name];
  if (!found) throw new Error(`docker-compose.yml has no service ${name}`);
  return found;
};
const built = Object.entries(compose.services).flatMap(([name, { build }]) => (build ? [{ name, build }] : []));

const sourcesBelow = (folder: string): string =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(root, folder, file), 'utf8'))
    .join('\n');

/** The variables an app reads, as its sources and those of the service kit spell them. */
const variablesReadBy = (app: string): Set<string> => {
  const sources = sourcesBelow(`apps/${app}/src`) + sourcesBelow('libs/shared/service-kit/src');
  return new Set([...sources.matchAll(/(?:@Env\(|process\.env\[)'([A-Z_]+)'/g)].flatMap(([, name]) => name ?? []));
};

describe('docker-compose.yml', () => {
  it('has Kafka, PostgreSQL, and every app that is a service', () => {
    const apps = readdirSync(join(root, 'apps')).filter((app) => app !== 'bench');
    expect([...names].sort()).toEqual([...apps, 'kafka', 'postgres'].sort());
  });

  it.each(built)('builds $name from a Dockerfile and an app that exist', ({ build }) => {
    expect(existsSync(join(root, build.context, build.dockerfile))).toBe(true);
    expect(existsSync(join(root, 'apps', build.args.APP, 'package.json'))).toBe(true);
  });

  it.each(built)('tells $name only what it reads', ({ name, build }) => {
    const read = variablesReadBy(build.args.APP);
    expect(Object.keys(service(name).environment).filter((variable) => !read.has(variable))).toEqual([]);
  });

  it.each(built)('publishes the port that $name is told to listen on, to this machine alone', ({ name, build }) => {
    const { environment, ports } = service(name);
    const port = environment[`${build.args.APP.toUpperCase().replaceAll('-', '_')}_PORT`];
    expect(ports).toEqual([`127.0.0.1:${port}:${port}`]);
    expect(environment['CONCORD_HOST'] ?? environment['SIMULATOR_HOST']).toBe('0.0.0.0');
  });

  it('lets services depend on services that exist, and wait for the health only of those that tell it', () => {
    for (const { depends_on = {} } of Object.values(compose.services)) {
      for (const [dependency, { condition }] of Object.entries(depends_on)) {
        expect(names).toContain(dependency);
        if (condition === 'service_healthy') expect(service(dependency).healthcheck).toBeDefined();
      }
    }
  });

  it('points addresses at services and ports that exist', () => {
    const addresses = built.flatMap(({ name }) => Object.values(service(name).environment).map(String));
    const hosts = addresses.flatMap((address) => [...address.matchAll(/(?:^|\/\/|@)([a-z-]+):(\d+)/g)]);
    expect(hosts.length).toBeGreaterThan(0);
    for (const [, host = '', port = ''] of hosts) {
      const { environment, ports } = service(host);
      const listensOn = [
        ...ports.map((published) => published.split(':').at(-1)),
        ...portsIn(String(environment['KAFKA_LISTENERS'] ?? '')),
      ];
      expect({ host, ports: listensOn }).toEqual({ host, ports: expect.arrayContaining([port]) });
    }
  });

  it('declares the volumes it mounts', () => {
    const mounted = Object.values(compose.services).flatMap(({ volumes = [] }) => volumes.map((volume) => volume.split(':')[0]));
    expect(mounted).toEqual(Object.keys(compose.volumes));
  });
});

const portsIn = (listeners: string): string[] => [...listeners.matchAll(/:(\d+)/g)].flatMap(([, port]) => port ?? []);
