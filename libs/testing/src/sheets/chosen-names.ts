/** Names chosen for what the sheets give in angle brackets, by side: `<contract line number>` is `msdyn_contractlinenumber` in Dataverse. */
export interface ChosenNames {
  readonly dataverse: Readonly<Record<string, string>>;
  readonly finance: Readonly<Record<string, string>>;
}

export const chosen = (names: Readonly<Record<string, string>>, text: string): string =>
  Object.entries(names).reduce((all, [placeholder, name]) => all.replaceAll(placeholder, name), text);
