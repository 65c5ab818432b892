/** Tables that are not built in, as a caller of the control API brings them: the traps are about definitions, never about the table at hand. */
export const trapTables = [
  {
    logicalName: 'new_shipment',
    entitySetName: 'new_shipments',
    primaryId: 'new_shipmentid',
    primaryName: 'new_name',
    changeTracking: true,
    columns: [
      { name: 'new_name', type: 'String', maxLength: 40 },
      { name: 'new_code', type: 'String', maxLength: 20 },
      { name: 'new_note', type: 'Memo' },
      { name: 'new_value', type: 'Money', precision: 2 },
      { name: 'new_count', type: 'Int32' },
      { name: 'new_day', type: 'DateTime', behavior: 'DateOnly' },
      { name: 'new_at', type: 'DateTime' },
      {
        name: 'new_kind',
        type: 'Choice',
        options: [
          { value: 1, label: 'Sea' },
          { value: 2, label: 'Air' },
        ],
      },
    ],
    lookups: [
      {
        name: 'new_partyid',
        targets: [
          { table: 'new_carrier', navigation: 'new_PartyId_new_carrier', collection: 'new_carrier_shipments' },
          { table: 'new_shipment', navigation: 'new_PartyId_new_shipment', collection: 'new_shipment_shipments' },
        ],
      },
      {
        name: 'new_ownedbyid',
        targets: [{ table: 'new_carrier', navigation: 'new_OwnedById', collection: 'new_owned', onDelete: 'Restrict' }],
      },
    ],
    alternateKeys: [{ name: 'new_codekey', columns: ['new_code'] }],
  },
  {
    logicalName: 'new_carrier',
    entitySetName: 'new_carriers',
    primaryId: 'new_carrierid',
    primaryName: 'new_name',
    columns: [{ name: 'new_name', type: 'String', maxLength: 40 }],
  },
] as const;

export const guid = (n: number): string => `00000000-0000-0000-0000-${String(n).padStart(12, '0')}`;
