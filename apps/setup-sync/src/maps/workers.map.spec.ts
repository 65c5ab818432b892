import { guid, linksOf, nothingThere } from '../../test/known-links';
import { workerResourcesMap } from './worker-resources.map';
import { workersMap } from './workers.map';

const worker = guid(95);
const finance = {
  PersonnelNumber: '000123',
  FirstName: 'Ada',
  MiddleName: null,
  LastName: 'Byron',
  Name: 'Ada Byron',
  WorkerType: 'Both',
  WorkerStatus: 'Terminated',
  Gender: 'Female',
  BirthDate: '1815-12-10',
  PrimaryContactEmail: 'ada@contoso.com',
  PrimaryContactPhone: null,
};
const dataverse = {
  cdm_workerid: worker,
  cdm_workernumber: '000123',
  cdm_firstname: 'Ada',
  cdm_middlename: null,
  cdm_lastname: 'King',
  cdm_fullname: 'whatever somebody wrote',
  cdm_type: 754400001,
  cdm_status: 754400000,
  cdm_gender: 754400003,
  cdm_birthdate: '1815-12-10',
  cdm_primaryemailaddress: null,
  cdm_primarytelephone: '+44 20',
};

describe('Workers', () => {
  it('fold into what Dataverse can tell: both is an employee, terminated is no longer employed', () =>
    expect(workersMap.map('finance', finance, '', nothingThere)).toMatchObject({
      financeKey: { PersonnelNumber: '000123' },
      values: { cdm_fullname: 'Ada Byron', cdm_type: 754400000, cdm_status: 754400001, cdm_gender: 754400001, cdm_birthdate: '1815-12-10' },
    }));

  it('give back what people keep in Dataverse, and never kind, status or full name', () =>
    expect(workersMap.map('dataverse', dataverse, '', nothingThere)).toEqual({
      kind: 'mapped',
      financeKey: { PersonnelNumber: '000123' },
      values: {
        FirstName: 'Ada',
        MiddleName: null,
        LastName: 'King',
        Gender: 'NonSpecific',
        BirthDate: '1815-12-10',
        PrimaryContactEmail: null,
        PrimaryContactPhone: '+44 20',
      },
      createValues: {},
      match: {},
    }));
});

describe('Worker resources', () => {
  const links = linksOf({ cdm_workers: [[worker, { PersonnelNumber: '000123' }]] });

  it('tell Finance who a resource is, under the id it has in Dataverse', () =>
    expect(workerResourcesMap.map('dataverse', { bookableresourceid: guid(96), msdyn_worker: worker }, '', links)).toMatchObject({
      financeKey: { ProjCDSResourceId: guid(96) },
      values: { PersonnelNumber: '000123' },
    }));

  it('leave out a resource that is no worker: a machine, a crew, a generic one', () =>
    expect(workerResourcesMap.map('dataverse', { bookableresourceid: guid(96), msdyn_worker: null }, '', links)).toEqual({
      kind: 'excluded',
      by: 'filter: only resources that are a worker (msdyn_worker)',
    }));
});
