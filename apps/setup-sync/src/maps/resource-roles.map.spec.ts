import { guid, nothingThere } from '../../test/known-links';
import { resourceRolesMap } from './resource-roles.map';

const role = { bookableresourcecategoryid: guid(40), msdyn_resourcecategorynumber: 'R-7', name: 'Engineer', statecode: 0 };

describe('Project resource roles', () => {
  it.each(['usmf', 'DEMF'])('have a half in %s and in every other legal entity', (scope) =>
    expect(resourceRolesMap.map('dataverse', role, scope, nothingThere)).toEqual({
      kind: 'mapped',
      financeKey: { dataAreaId: scope.toLowerCase(), RoleId: 'R-7' },
      values: { Description: 'Engineer', IsCategoryDisabled: 'No' },
      createValues: {},
      match: {},
    }),
  );

  it('are disabled when they are deactivated or deleted: forecasts refer to them', () => {
    expect(resourceRolesMap.map('dataverse', { ...role, statecode: 1 }, 'usmf', nothingThere)).toMatchObject({
      values: { IsCategoryDisabled: 'Yes' },
    });
    expect(resourceRolesMap).toMatchObject({ onDelete: 'deactivate', deactivated: { finance: { IsCategoryDisabled: 'Yes' } } });
  });

  it('are never written in Dataverse', () =>
    expect(
      resourceRolesMap.map(
        'finance',
        { dataAreaId: 'usmf', RoleId: 'R-7', Description: 'x', IsCategoryDisabled: 'No' },
        'usmf',
        nothingThere,
      ),
    ).toMatchObject({
      financeKey: { dataAreaId: 'usmf', RoleId: 'R-7' },
      values: {},
    }));
});
