/** One message to publish. */
export interface Outgoing {
  readonly topic: string;
  /** Messages of one key keep their order. */
  readonly key: string;
  readonly value: object;
  /** `ce_type`, e.g. `concord.change.v1`. */
  readonly type: string;
  /** `ce_subject`; default the key. */
  readonly subject?: string;
  /** `traceparent`, `ce_environment`, … */
  readonly headers?: Readonly<Record<string, string>>;
}
