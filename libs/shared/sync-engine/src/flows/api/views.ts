import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const text = { type: 'object', additionalProperties: { type: 'string' } } as const;

export class AmountsView {
  @ApiPropertyOptional({ description: 'Decimal text' }) readonly quantity?: string;
  @ApiPropertyOptional({ description: 'Decimal text, in the transaction currency' }) readonly amount?: string;
  @ApiPropertyOptional({ description: 'Decimal text, in the accounting currency of the company' }) readonly accountingAmount?: string;
}

export class StageView extends AmountsView {
  @ApiProperty() readonly stage!: string;
  @ApiProperty({ example: 'posted in Finance' }) readonly title!: string;
  @ApiProperty({ description: 'Proven, or passed: a later stage is proven' }) readonly isReached!: boolean;
  @ApiPropertyOptional({ description: 'When it was first proven' }) readonly at?: string;
}

export class ProblemView {
  @ApiProperty({ example: 'ORIGINAL_MISSING' }) readonly code!: string;
  @ApiPropertyOptional({ description: 'Stage it keeps the document from' }) readonly stage?: string;
  @ApiProperty({ description: 'What is the matter' }) readonly message!: string;
  @ApiProperty({ description: 'What to do about it' }) readonly remedy!: string;
  @ApiProperty() readonly since!: string;
  @ApiPropertyOptional({ description: 'Link that tells more: GET /admin/links/{link}' }) readonly link?: string;
}

export class RecordView {
  @ApiProperty({ enum: ['dataverse', 'finance', 'link'] }) readonly in!: 'dataverse' | 'finance' | 'link';
  @ApiProperty({ description: 'Table, or map of the link' }) readonly table!: string;
  @ApiProperty() readonly id!: string;
  @ApiProperty({ description: 'False: it was deleted' }) readonly isThere!: boolean;
}

export class DocumentView {
  @ApiProperty() readonly flow!: string;
  @ApiProperty({ description: 'Key of the document' }) readonly document!: string;
  @ApiPropertyOptional({ description: 'Furthest stage proven; absent: none is' }) readonly stage?: string;
  @ApiProperty({ description: 'Since when it stands there' }) readonly since!: string;
  @ApiProperty({ description: 'For how long, in seconds' }) readonly forSeconds!: number;
  @ApiProperty({ type: [StageView], description: 'All stages of the flow, in order' }) readonly stages!: readonly StageView[];
  @ApiProperty({ type: AmountsView, description: 'What entered the flow, as far as known' }) readonly entered!: AmountsView;
  @ApiProperty({ ...text, description: 'What it is added up by, as far as known' }) readonly dimensions!: Readonly<Record<string, string>>;
  @ApiPropertyOptional({ description: 'Transaction currency' }) readonly currency?: string;
  @ApiPropertyOptional({ description: 'Accounting currency' }) readonly accountingCurrency?: string;
  @ApiProperty({ type: [ProblemView] }) readonly problems!: readonly ProblemView[];
  @ApiProperty({ type: [RecordView] }) readonly records!: readonly RecordView[];
  @ApiProperty() readonly revision!: number;
  @ApiProperty() readonly updatedAt!: string;
}

export class DocumentPage {
  @ApiProperty({ type: [DocumentView], description: 'The longest at their stage first' }) readonly documents!: readonly DocumentView[];
  @ApiPropertyOptional({ description: 'Send it as `after` for the next page' }) readonly next?: string;
}

export class StageBalanceView {
  @ApiProperty() readonly stage!: string;
  @ApiProperty() readonly title!: string;
  @ApiProperty({ description: 'Documents that reached it' }) readonly documents!: number;
  @ApiProperty({ type: AmountsView, description: 'What reached it' }) readonly reached!: AmountsView;
  @ApiProperty({ type: AmountsView, description: 'What entered less what reached it' }) readonly balance!: AmountsView;
  @ApiProperty({ description: 'Documents that make the balance' }) readonly openDocuments!: number;
  @ApiPropertyOptional({ description: 'Where to read those documents' }) readonly explainedBy?: string;
}

export class BalanceView {
  @ApiProperty({ ...text, description: 'What the documents have in common; what is not known is absent' })
  readonly dimensions!: Readonly<Record<string, string>>;
  @ApiPropertyOptional({ description: 'Transaction currency' }) readonly currency?: string;
  @ApiPropertyOptional({ description: 'Accounting currency' }) readonly accountingCurrency?: string;
  @ApiProperty({ description: 'Documents in the flow' }) readonly documents!: number;
  @ApiProperty({ description: 'Of these, with problems' }) readonly problems!: number;
  @ApiProperty({ type: AmountsView, description: 'What entered the flow' }) readonly entered!: AmountsView;
  @ApiProperty({ type: [StageBalanceView] }) readonly stages!: readonly StageBalanceView[];
}
