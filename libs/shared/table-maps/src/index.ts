export type {
  Reference,
  Referred,
  Resolve,
  Field,
  FieldDirection,
  TableMapSide,
  MapReference,
  Mapped,
  TableMap,
  SameValue,
} from './table-map';
export type { TableMapDeclaration, FieldDeclaration, FieldLine, FieldSymbol, KeyLine, Filter } from './declaration';
export { defineTableMap } from './define-table-map';
export { defineLookupTable, type LookupTableDeclaration } from './define-lookup-table';
export { checkTableMaps } from './check-table-maps';
export { foreignMap, type ForeignMap } from './foreign-map';
export { entitySetOf } from './map-id';
export { through, type Through } from './transforms/through';
export type { GivesBoth, GivesDataverse, GivesFinance } from './transforms/transform';
export { valueMap, unmapped } from './transforms/value-map';
export { none, defaultTo, constant } from './transforms/fixed-values';
export { reference, companyReference } from './transforms/reference';
export { asGuid, asNumber } from './transforms/retyped';
export { onceFilled, orColumn, onCreation } from './transforms/beside-others';
export { rounded } from './transforms/rounded';
export { dayIn } from './transforms/day-in';
export { canonicalDecimal, isDecimalText } from './canonical-decimal';
export { sameValue, canonicalValue, comparisonOf, differingColumns, type CompareColumn, type Comparison } from './same-value';
export { withinLegalEntities } from './within-legal-entities';
export { describeTableMap } from './describe';
