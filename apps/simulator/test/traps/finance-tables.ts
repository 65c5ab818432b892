/** Data entities that are not built in, with the two spellings of one concept that trap 10 is about. */
export const trapEntities = [
  {
    entitySetName: 'Moorings',
    entityType: 'Mooring',
    internalName: 'HarMooringEntity',
    tableName: 'HarMooring',
    label: 'Moorings',
    key: ['dataAreaId', 'MooringID'],
    companySpecific: true,
    columns: [
      { name: 'MooringID', type: 'String', maxLength: 10 },
      { name: 'Description', type: 'String', maxLength: 60 },
      { name: 'QuayCode', type: 'String' },
      { name: 'IsClosed', type: 'Enum', enum: 'NoYes' },
      { name: 'OpenedOn', type: 'DateTime', precision: 'day' },
      { name: 'CheckedDateTime', type: 'DateTime' },
      { name: 'Rate', type: 'Decimal' },
    ],
    references: [{ columns: ['QuayCode'], to: 'Quays', by: ['Code'], navigation: 'Quay' }],
  },
  {
    entitySetName: 'MooringsV2',
    entityType: 'MooringV2',
    internalName: 'HarMooringV2Entity',
    label: 'Moorings V2',
    key: ['dataAreaId', 'MooringId'],
    companySpecific: true,
    columns: [{ name: 'MooringId', type: 'String', maxLength: 10 }],
  },
  {
    entitySetName: 'Quays',
    entityType: 'Quay',
    internalName: 'HarQuayEntity',
    label: 'Quays',
    key: ['dataAreaId', 'Code'],
    companySpecific: true,
    columns: [
      { name: 'Code', type: 'String', maxLength: 10 },
      { name: 'Name', type: 'String', mandatory: true },
    ],
  },
] as const;
