/** The last second of a day in this browser's zone, as the wire wants it; null when the text is no day. */
export const endOfDay = (day: string): string | null => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const at = new Date(`${day}T23:59:59`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
};

/** What `<input type="date">` shows for a moment, in this browser's zone. */
export const dayOf = (at: number | string): string => {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

export const DAY = 86_400_000;
