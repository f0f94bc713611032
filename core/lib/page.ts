import { z } from "zod";

/** Keyset paging: `after` is the `next` of the page before; a page has no number, so nothing is skipped or shown twice. */
export const PageQuery = z.object({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });

export type Page<T> = { items: T[]; next: string | null };
