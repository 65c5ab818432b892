import { randomBytes } from 'node:crypto';

/** W3C Trace Context: `00-<trace, 32 hex digits>-<span, 16 hex digits>-<flags>`. */
const FORM = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

export const isTraceparent = (text: string | undefined): text is string => text !== undefined && FORM.test(text);

/** Begins a trace. */
export const newTraceparent = (): string => `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;

/** A new step of the same trace; begins one where there is none, or none that can be read. */
export const childTraceparent = (parent: string | undefined): string => {
  const [, trace, , flags] = parent === undefined ? [] : (FORM.exec(parent) ?? []);

  return trace === undefined ? newTraceparent() : `00-${trace}-${randomBytes(8).toString('hex')}-${flags}`;
};

/** The trace's own id, the same at every step: what logs are searched by. */
export const traceIdOf = (traceparent: string | undefined): string | undefined =>
  traceparent === undefined ? undefined : FORM.exec(traceparent)?.[1];
