import { z } from "zod";
import { Field, ProjectInput } from "#core/features/projects.ts";
import { mintId } from "#core/lib/ids.ts";
import { endOfDay } from "#web/lib/dates.ts";
import { type DecimalMark, fromDecimal } from "#web/ui/typed-money.ts";

/** The form as it is typed: amounts in whole tokens, the deadline as a day. The id is minted once, so a second press posts no second project. */
export const ProjectDraft = z.object({
  id: z.string(),
  title: z.string(),
  brief: z.string(),
  field: Field,
  skills: z.array(z.string()),
  token: z.string(),
  budget: z.string(),
  deadline: z.string(),
});
export type ProjectDraft = z.infer<typeof ProjectDraft>;

export const freshProject = (): ProjectDraft => ({
  id: mintId(),
  title: "",
  brief: "",
  field: "web",
  skills: [],
  token: "0x0000000000000000000000000000000000000000",
  budget: "",
  deadline: "",
});

/** What the API takes, or what is wrong with each field. A typed amount that is none becomes an empty one, which the schema refuses. */
export const parseProject = (draft: ProjectDraft, decimals: number, mark?: DecimalMark) => {
  const budget = fromDecimal(draft.budget, decimals, mark);
  return ProjectInput.safeParse({
    ...draft,
    budget: budget === null || budget === 0n ? "" : budget.toString(),
    deadline: endOfDay(draft.deadline) ?? "",
  });
};
