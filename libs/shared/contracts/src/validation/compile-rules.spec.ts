import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
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
  ValidateIf,
  ValidateNested,
  getMetadataStorage,
  validateSync,
} from 'class-validator';
import fc from 'fast-check';
import { ChangeMessage } from '../messages/change.message';
import { LinkMessage } from '../messages/link.message';
import { OutcomeMessage } from '../messages/outcome.message';
import { SnapshotProgress } from '../messages/snapshot.message';
import { SubscriptionMessage } from '../messages/subscription.message';
import { WriteMessage } from '../messages/write.message';
import { recordClasses } from '../record-classes';
import type { ContractClass } from './checker';
import { checkerOf, partialCheckerOf } from './checker-of';

class Leaf {
  @Length(1, 3) readonly code!: string;
  @IsOptional() @ValidateNested() @Type(() => Leaf) readonly inner?: Leaf;
}

/** Every kind of rule that contracts use, on one class. */
class Everything {
  @IsInt() @Min(0) readonly count!: number;
  @IsOptional() @IsUUID() readonly id?: string;
  @IsIn(['a', 'b']) readonly choice!: string;
  @Matches(/^\d+$/) readonly digits!: string;
  @ValidateIf((one: Everything) => one.choice === 'a') @IsBoolean() readonly onlyForA?: boolean;
  @IsOptional() @IsISO8601() readonly at?: string;
  @IsObject() readonly bag!: object;
  @IsArray() @ArrayNotEmpty() @IsString({ each: true }) readonly names!: readonly string[];
  @ValidateNested() @Type(() => Leaf) readonly leaf!: Leaf;
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => Leaf) readonly leaves?: readonly Leaf[];
}

const stockAccepts = (cls: ContractClass, value: object, partial: boolean): boolean =>
  validateSync(plainToInstance(cls, value), { skipUndefinedProperties: partial }).length === 0;

/** Values that are right now and then, and wrong in every way otherwise. */
const anything = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom<unknown>(
      'a',
      'b',
      '12',
      '',
      'abcd',
      // Two and six code units that count as one and three characters.
      '😀',
      '😀😀❤️',
      0,
      1,
      -1,
      1.5,
      NaN,
      true,
      null,
      undefined,
      [],
      {},
      ['x'],
      [1],
      [null],
      '2026-01-01',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      '3f2b8c1e-6a4d-4a52-9d6b-0c9f1f7a2b10',
      '2026-01-01T00:00:00Z',
      'upsert',
      'delta',
      'applied',
      'finance',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      code: fc.constantFrom<unknown>('x', '', 'long', 1),
      inner: fc.constantFrom<unknown>({ code: 'y' }, { code: '' }, null, 'z'),
    }),
  },
  { weight: 1, arbitrary: fc.array(fc.record({ code: fc.constantFrom<unknown>('x', '') }), { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.jsonValue() },
);

const valuesOf = (properties: readonly string[]): fc.Arbitrary<object> =>
  fc.record(Object.fromEntries(properties.map((name) => [name, anything])), { requiredKeys: [] });

const everything: object = {
  count: 1,
  choice: 'b',
  digits: '1',
  bag: {},
  names: ['n'],
  leaf: { code: 'x', inner: { code: 'y' } },
  leaves: [{ code: 'z' }],
};

const messages: readonly ContractClass[] = [
  Everything,
  ChangeMessage,
  WriteMessage,
  OutcomeMessage,
  LinkMessage,
  SubscriptionMessage,
  SnapshotProgress,
];
const classes = [...messages, ...recordClasses.map(({ record }) => record as ContractClass)];
const propertiesOf = (cls: ContractClass): string[] => [
  ...new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(cls, '', false, false)
      .map(({ propertyName }) => propertyName),
  ),
];

describe('compiled rules decide as class-validator does', () => {
  it.each(classes.map((cls) => [cls.name, cls] as const))('for %s', (_, cls) => {
    const [whole, partial] = [checkerOf(cls), partialCheckerOf(cls)];
    fc.assert(
      fc.property(valuesOf(propertiesOf(cls)), (value) => {
        expect([value, whole.accepts(value), partial.accepts(value)]).toEqual([
          value,
          stockAccepts(cls, value, false),
          stockAccepts(cls, value, true),
        ]);
      }),
      { numRuns: cls === Everything ? 5_000 : 300 },
    );
  });

  it('for parts of parts, of which a partial record may leave out columns too', () => {
    const value = { columns: [{ name: 'a column without its kind' }] };
    expect(partialCheckerOf(SubscriptionMessage).accepts(value)).toBe(stockAccepts(SubscriptionMessage, value, true));
  });

  it('for values that are nearly right', () => {
    const checker = checkerOf(Everything);
    expect(checker.accepts(everything)).toBe(true);
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(everything), 'at', 'id', 'onlyForA'), anything, (name, value) => {
        const spoiled = { ...everything, [name]: value };
        expect([spoiled, checker.accepts(spoiled)]).toEqual([spoiled, stockAccepts(Everything, spoiled, false)]);
      }),
      { numRuns: 5_000 },
    );
  });

  it('and name the rule that was broken, with its place', () => {
    expect(checkerOf(Everything).violations({ ...everything, leaf: { code: '' } })).toEqual([
      { property: 'leaf.code', rule: 'isLength', message: 'code must be longer than or equal to 1 characters' },
    ]);
    expect(checkerOf(Everything).violations([])).toEqual([{ property: '', rule: 'isObject', message: 'the value must be a JSON object' }]);
  });
});

it('a class that declares nothing cannot guard a topic', () => {
  expect(() => checkerOf(class Nothing {})).toThrow('Declare its fields');
});
