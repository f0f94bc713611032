import { z } from "zod";

const schema = z.object({
  RPC_PORT: z.coerce.number().int().min(0).max(65_535).default(8545),
  CHAIN_JOURNAL: z.string().min(1).optional(),
  CHAIN_BORN_AT: z.iso.datetime().optional(),
  /** Only for the test that shows why the recorder writes before it answers. */
  CHAIN_ANSWER_FIRST: z.stringbool().default(false),
});

const env = schema.parse(process.env);
const ninetyDays = 90 * 86_400_000;

export const chainConfig = {
  port: env.RPC_PORT,
  journalFile: env.CHAIN_JOURNAL,
  /** Whole seconds, as blocks have them. */
  bornAt: new Date(Math.floor((Date.parse(env.CHAIN_BORN_AT ?? "") || Date.now() - ninetyDays) / 1000) * 1000).toISOString(),
  answerFirst: env.CHAIN_ANSWER_FIRST,
};
