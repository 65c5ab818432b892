import { randomBytes } from 'node:crypto';

/** W3C Trace Context: `00-<trace, 32 hex digits>-<span, 16 hex digits>-<flags>`. */
const FORM = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

export const isTraceparent = (text: string | undefined): text is string => text !== undefined && FORM.test(text);

const SPAN_BYTES = 8;
let pool = Buffer.alloc(0);
let used = 0;

/** Asking for entropy takes longer than the rest of a step, so it is asked for by the thousand. */
const newSpan = (): string => {
  if (used >= pool.length) {
    pool = randomBytes(1_000 * SPAN_BYTES);
    used = 0;
  }
  used += SPAN_BYTES;

  return pool.toString('hex', used - SPAN_BYTES, used);
};

/** Begins a trace. */
export const newTraceparent = (): string => `00-${newSpan()}${newSpan()}-${newSpan()}-01`;

/** A new step of the same trace; begins one where there is none, or none that can be read. */
export const childTraceparent = (parent: string | undefined): string => {
  const [, trace, , flags] = parent === undefined ? [] : (FORM.exec(parent) ?? []);

  return trace === undefined ? newTraceparent() : `00-${trace}-${newSpan()}-${flags}`;
};

/** The trace's own id, the same at every step: what logs are searched by. */
export const traceIdOf = (traceparent: string | undefined): string | undefined =>
  traceparent === undefined ? undefined : FORM.exec(traceparent)?.[1];
