import { eventually, startWorld, useStack, type World } from '@concord/testing';

const RECORDS = 2_000;

/** Finance is away while people go on, and of two replicas one is killed within the backlog. */
describe('a backlog of thousands, and a replica that dies in it (I1, I2, I3, I7)', () => {
  let world: World;
  afterAll(() => world?.stop(), 60_000); // before the stack's own: hooks run in order
  const stack = useStack();

  beforeAll(async () => {
    world = await startWorld({
      brokers: stack.brokers,
      postgresUrl: stack.postgresUrl,
      topicPrefix: stack.topicPrefix,
      env: { CONCORD_KAFKA_SESSION_MS: '6000' },
    });
  }, 180_000);

  it('drains once Finance is back: everything there, nothing twice', async () => {
    const replica = await world.addSetupSync();
    const [company] = await world.dataverse.rows("cdm_companies?$filter=cdm_companycode eq 'USMF'");
    await world.control.faults({ system: 'finance', offline: true });
    for (let from = 0; from < RECORDS; from += 500) {
      const { status, body } = await world.dataverse.create('msdyn_projects/Microsoft.Dynamics.CRM.CreateMultiple', {
        Targets: Array.from({ length: 500 }, (_, index) => ({
          '@odata.type': 'Microsoft.Dynamics.CRM.msdyn_project',
          msdyn_projectnumber: `BL-${from + index}`,
          msdyn_subject: `Backlog ${from + index}`,
          'msdyn_OwningCompany@odata.bind': `/cdm_companies(${String(company?.['cdm_companyid'])})`,
        })),
      });
      expect({ status, body }).toMatchObject({ status: 200 }); // people are not held up
    }
    // Somewhere in the middle of taking it all in.
    await eventually(async () => (await known()) > RECORDS / 4, { timeout: 60_000, describe: 'a part of the backlog to be known' });
    await replica.process.kill('SIGKILL');
    await eventually(async () => (await known()) >= RECORDS, { timeout: 60_000, describe: 'the whole backlog to be known' });
    await world.control.faults({ system: 'finance', offline: false });

    const rows = await eventually(
      async () => {
        const found = (await world.control.rows('finance', 'ProjectsV2')).filter(({ ProjectId }) => String(ProjectId).startsWith('BL-'));
        if (found.length < RECORDS) throw new Error(`${found.length} of ${RECORDS} are there`);
        return found;
      },
      { timeout: 120_000, every: 500, describe: 'the backlog to drain' },
    );
    expect(rows.every(({ ProjectId, ProjectName }) => ProjectName === `Backlog ${String(ProjectId).slice(3)}`)).toBe(true);
    const { writes } = await world.control.statistics();
    expect(writes.filter(({ system, table, creates }) => system === 'finance' && table === 'ProjectsV2' && creates > 1)).toEqual([]);
  }, 300_000);

  /** Projects that Concord holds a link of, whatever its status. */
  const known = async (): Promise<number> => {
    const answer = await fetch(`${world.setupSync.url}/admin/maps/msdyn_projects`);
    const { links } = (await answer.json()) as { links: Readonly<Record<string, number>> };
    return Object.values(links).reduce((sum, count) => sum + count, 0);
  };
});
