import {
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import type { System } from '../values/scalar';

const decimal = /^-?\d{1,30}(\.\d{1,20})?$/;

/** What one stage of a document is proven to hold. */
export class FlowStage {
  /** Name of the stage, e.g. `posted`; stages come in the order of the flow. */
  @Length(1, 60) readonly stage!: string;

  /** When it was first proven; absent: not proven itself, but a later one was. */
  @IsOptional() @IsISO8601() readonly at?: string;

  /** Decimal text. What a stage does not prove itself is taken over from the stage before. */
  @IsOptional() @Matches(decimal) readonly quantity?: string;

  /** Decimal text, in the transaction currency. */
  @IsOptional() @Matches(decimal) readonly amount?: string;

  /** Decimal text, in the accounting currency of the company. */
  @IsOptional() @Matches(decimal) readonly accountingAmount?: string;
}

/** What is wrong with a document, in words an accountant can act on. */
export class FlowProblem {
  /** Stable; what people filter by, e.g. `ORIGINAL_MISSING`. */
  @Length(1, 80) readonly code!: string;

  /** Stage it keeps the document from. */
  @IsOptional() @Length(1, 60) readonly stage?: string;

  /** What is the matter, with the values it depends on. */
  @IsString() readonly message!: string;

  /** What to do about it, one sentence. */
  @IsString() readonly remedy!: string;

  @IsISO8601() readonly since!: string;

  /** Link that tells more, where one does. */
  @IsOptional() @IsUUID() readonly link?: string;
}

/** A record that is part of the document. */
export class FlowRecord {
  @IsIn(['dataverse', 'finance', 'link']) readonly in!: System | 'link';

  /** Table of the record, or map of the link. */
  @Length(1, 120) readonly table!: string;

  /** Record id, or id of the link. */
  @Length(1, 500) readonly id!: string;

  /** False: it was deleted. */
  @IsIn([true, false]) readonly isThere!: boolean;
}

/**
 * Where one business document stands on its way through both systems.
 *
 * Topic    `flows.<area>`, compacted; key = `<flow>|<document>`
 */
export class FlowMessage {
  @Length(1, 60) readonly area!: string;
  @Length(1, 60) readonly flow!: string;

  /** Key of the document, e.g. the id of the actual, in lower case. */
  @Length(1, 500) readonly document!: string;

  /** Furthest stage that is proven; absent: nothing proves the document (any more). */
  @IsOptional() @Length(1, 60) readonly stage?: string;

  /** Since when it stands there. */
  @IsISO8601() readonly since!: string;

  @IsArray() @ValidateNested({ each: true }) @Type(() => FlowStage) readonly stages!: readonly FlowStage[];

  /** What amounts are added up by, e.g. `{"company":"USPM","project":"P-1"}`; what is not known is absent. */
  @IsObject() readonly dimensions!: Readonly<Record<string, string>>;

  @IsOptional() @Length(1, 10) readonly currency?: string;
  @IsOptional() @Length(1, 10) readonly accountingCurrency?: string;

  @IsArray() @ValidateNested({ each: true }) @Type(() => FlowProblem) readonly problems!: readonly FlowProblem[];

  @IsArray() @ValidateNested({ each: true }) @Type(() => FlowRecord) readonly records!: readonly FlowRecord[];

  /** Grows with every change of the document: a reader ignores a lower one than it has seen. */
  @IsInt() @Min(1) readonly revision!: number;

  @IsISO8601() readonly updatedAt!: string;
}
