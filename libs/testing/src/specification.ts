type ErrorClass = abstract new (...args: never[]) => Error;

/** What is expected of one decision. */
export interface Expectation<Decision> {
  then(expected: Decision): void;
  /** The decision must throw this very class of error. */
  thenFailsWith(error: ErrorClass): void;
}

/**
 * Sentences about a pure decision: `given(state).when(event).then(decision)`.
 *
 * @param decide the function under specification: event first, then what is known when it comes
 */
export const specificationFor =
  <Event, State, Decision>(decide: (event: Event, state: State) => Decision) =>
  (state: State) => ({
    when: (event: Event): Expectation<Decision> => ({
      then: (expected) => expect(decide(event, state)).toEqual(expected),
      thenFailsWith: (error) => expect(failureOf(() => decide(event, state))).toBeInstanceOf(error),
    }),
  });

const failureOf = (decision: () => unknown): unknown => {
  try {
    return { decided: decision() }; // shown by the failing expectation
  } catch (error) {
    return error;
  }
};
