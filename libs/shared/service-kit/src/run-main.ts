import { ConcordError } from '@concord/contracts';

/** Runs a `main.ts`. What was thrown on purpose is a sentence for people; anything else comes with its stack. */
export const runMain = (main: () => Promise<unknown>): void => {
  main().catch((error: unknown) => {
    const text = error instanceof ConcordError ? `${error.code}\n${error.message}` : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`${text}\n`);
    process.exit(1);
  });
};
