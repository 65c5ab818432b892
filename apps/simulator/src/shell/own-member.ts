/** A member that the object itself has: a name from outside may be `constructor` or `__proto__`. */
export const ownMember = <Value>(object: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;
