/** `2026-03-01T08:00:00.123Z`, `...+07:00` and their kin as UTC to whole seconds, `2026-03-01T08:00:00Z`: how instants travel on topics. */
export const instantText = (text: string): string => {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new TypeError(`"${text}" is not a date and time.`);
  return `${at.toISOString().slice(0, 19)}Z`;
};

/** Day of a date or an instant as its system spells it. No conversion: a day is a day, though OData may spell it as an instant. */
export const dayText = (text: string): string => {
  const day = text.slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new TypeError(`"${text}" is not a day.`);
  return day;
};
