/** The members of `POST /_sim/faults`, per system: simulator-control.md "Misbehaving", and the switches of finance-api.md section 12. */
export interface ThrottleFault {
  readonly mode: 'requests' | 'executionTime' | 'concurrency' | 'resource' | 'user';
  readonly limit?: 'requests' | 'time' | 'concurrency';
  /** Seconds; null leaves the header out. */
  readonly retryAfter: number | null;
  readonly insideBatch?: boolean;
  /** How many requests are refused; without meaning when there is a rate. */
  readonly times: number;
  /** That share of requests instead, as a system under load refuses at any rate. */
  readonly rate?: number;
}

export interface LimitsFault {
  readonly requests: number;
  readonly executionSeconds: number;
  readonly concurrent: number;
  readonly windowSeconds: number;
}

export interface RejectRowsFault {
  readonly table: string;
  readonly where: Readonly<Record<string, unknown>>;
  readonly message: string;
}

export interface UpdateConflictFault {
  readonly table?: string;
  readonly count: number;
}

/** The error that `errorRate` answers with, in place of one that only has a status. Finance has no codes, only texts. */
export interface ErrorFault {
  readonly code?: string;
  readonly message?: string;
}

/** Switches that only Finance has. */
export interface FinanceSwitches {
  readonly pageSize: number;
  readonly businessErrorStatus: number;
  readonly actionErrorStatus: number;
  readonly staleEtagStatus: number;
  readonly absentOnWrite: number;
  readonly filterFunctions: 'reject' | 'allow';
  readonly language: string;
  readonly coldStartMs: number;
  readonly eventEnvelope: 'new' | 'old';
  readonly reorderEventRate: number;
  readonly htmlGateway: boolean;
  /** Entity set to how its key is numbered, in all companies or by company (lower case); what is not named is as its definition says. */
  readonly numberSequences: Readonly<Record<string, Numbering | Readonly<Record<string, Numbering>>>>;
}

export type Numbering = 'automatic' | 'manual';

export interface SystemFaults {
  readonly latencyMs: readonly [number, number];
  readonly offline: boolean;
  readonly errorRate: number;
  /** Absent: 503, or that of the error. */
  readonly status?: number;
  readonly error?: ErrorFault;
  /** Dataverse answers failed conditions with an empty code, as the documentation shows them: dataverse-web-api.md 17.2, 21. */
  readonly emptyConditionalCodes: boolean;
  readonly lostReplyRate: number;
  readonly lostEventRate: number;
  readonly duplicateEventRate: number;
  readonly eventDelayMs: readonly [number, number];
  readonly throttle?: ThrottleFault;
  readonly limits?: LimitsFault;
  readonly updateConflicts: readonly UpdateConflictFault[];
  readonly rejectRows: readonly RejectRowsFault[];
  readonly finance: FinanceSwitches;
}

export const financeDefaults: FinanceSwitches = {
  pageSize: 10_000,
  businessErrorStatus: 400,
  actionErrorStatus: 500,
  staleEtagStatus: 412,
  absentOnWrite: 400,
  filterFunctions: 'reject',
  language: 'en-us',
  coldStartMs: 0,
  eventEnvelope: 'new',
  reorderEventRate: 0,
  htmlGateway: false,
  numberSequences: {},
};

export const noFaults: SystemFaults = {
  latencyMs: [0, 0],
  offline: false,
  errorRate: 0,
  emptyConditionalCodes: false,
  lostReplyRate: 0,
  lostEventRate: 0,
  duplicateEventRate: 0,
  eventDelayMs: [0, 0],
  updateConflicts: [],
  rejectRows: [],
  finance: financeDefaults,
};
