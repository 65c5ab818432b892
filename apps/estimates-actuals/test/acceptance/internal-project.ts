import type { SimulatorControl } from '@concord/testing';

/** A project of the demo company that no contract bills and no task divides, as it stands in Dataverse on the first day. */
export const internalProject = async (control: SimulatorControl, number: string, unit: string): Promise<void> => {
  const found = (await control.rows('dataverse', 'msdyn_organizationalunits')).find((row) => row['msdyn_name'] === unit);
  if (!found) throw new Error(`there is no unit ${unit}`);
  await control.seed('dataverse', 'msdyn_projects', [
    {
      msdyn_projectnumber: number,
      msdyn_subject: `Project ${number}`,
      _msdyn_owningcompany_value: found['_msdyn_company_value'],
      _msdyn_contractorganizationalunitid_value: found['msdyn_organizationalunitid'],
      _transactioncurrencyid_value: found['_transactioncurrencyid_value'],
    },
  ]);
};
