/** Tables that a test brings along, as an outside test suite would: none of the built-in ones is relied upon. */
export const paymentTerms = {
  entitySetName: 'PaymentTerms',
  entityType: 'PaymentTerm',
  internalName: 'PaymentTermEntity',
  label: 'Terms of payment',
  key: ['dataAreaId', 'Name'],
  companySpecific: true,
  columns: [
    { name: 'Name', type: 'String', maxLength: 10 },
    { name: 'NumberOfDays', type: 'Int32' },
  ],
};

export const customerGroups = {
  entitySetName: 'CustomerGroups',
  entityType: 'CustomerGroup',
  internalName: 'CustCustomerGroupEntity',
  tableName: 'CustGroup',
  label: 'Customer groups',
  key: ['dataAreaId', 'CustomerGroupId'],
  companySpecific: true,
  columns: [
    { name: 'CustomerGroupId', type: 'String', maxLength: 10 },
    { name: 'Description', type: 'String', maxLength: 60 },
    { name: 'PaymentTermId', type: 'String', label: 'Terms of payment' },
    { name: 'IsSalesTaxIncludedInPrice', type: 'Enum', enum: 'NoYes' },
    { name: 'Rate', type: 'Decimal' },
    { name: 'ValidFrom', type: 'DateTime' },
    { name: 'RecordId', type: 'Int64', readOnly: true },
  ],
  enums: [
    {
      name: 'NoYes',
      values: [
        { name: 'No', value: 0 },
        { name: 'Yes', value: 1 },
      ],
    },
  ],
  references: [{ columns: ['PaymentTermId'], to: 'PaymentTerms', by: ['Name'], navigation: 'PaymentTerm' }],
  actions: [
    { name: 'submit', boundTo: 'record', parameters: [], refuse: { where: { CustomerGroupId: '10' }, message: 'Group 10 is closed.' } },
  ],
};

export const regions = {
  entitySetName: 'Regions',
  entityType: 'Region',
  key: ['Code'],
  companySpecific: false,
  columns: [
    { name: 'Code', type: 'String', maxLength: 10 },
    { name: 'Name', type: 'String', mandatory: true },
    { name: 'Number', type: 'String', numberSequence: 'R{n:4}' },
  ],
};
