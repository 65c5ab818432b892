/** What the transport tells to whoever measures it. */
export interface BatchObserver {
  handled?(pattern: string, topic: string, batch: { readonly messages: number; readonly milliseconds: number }): void;
  failed?(pattern: string, topic: string, error: unknown): void;
  deadLettered?(pattern: string, topic: string, messages: number): void;
  takenOver?(pattern: string, topic: string): void;
}
