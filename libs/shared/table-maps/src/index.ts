export type { Reference, Referred, Resolve, Field, FieldDirection, TableMapSide, Mapped, TableMap, SameValue } from './table-map';
