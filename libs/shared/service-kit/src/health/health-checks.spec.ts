import { HealthChecks } from './health-checks';

it('a service is ready when every check passes, and says of each what is wrong', async () => {
  const checks = new HealthChecks();
  checks.add({ name: 'kafka', check: () => undefined });
  expect(await checks.readiness()).toEqual({ ready: true, checks: { kafka: 'ok' } });

  checks.add({ name: 'postgres', check: () => Promise.reject(new Error('connection refused')) });
  expect(await checks.readiness()).toEqual({ ready: false, checks: { kafka: 'ok', postgres: 'connection refused' } });
});

it('a check that never answers makes a service not ready within two seconds', async () => {
  jest.useFakeTimers();
  const checks = new HealthChecks();
  checks.add({ name: 'kafka', check: () => new Promise(() => undefined) });
  const readiness = checks.readiness();
  await jest.advanceTimersByTimeAsync(2_000);
  expect(await readiness).toEqual({ ready: false, checks: { kafka: 'no answer within 2 s' } });
  jest.useRealTimers();
});
