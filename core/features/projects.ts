import { oc } from "@orpc/contract";
import { z } from "zod";
import { Address, AgreementId, ProjectId } from "../lib/ids.ts";
import { Wei } from "../lib/money.ts";
import { PageQuery, pageOf } from "../lib/page.ts";
import { line, words } from "../lib/text.ts";
import { Instant } from "../lib/time.ts";
import { Person, Skill } from "./profiles.ts";

export const Field = z.enum([
  "web",
  "mobile",
  "contracts",
  "data",
  "design",
  "infrastructure",
  "security",
  "research",
  "writing",
]);
export type Field = z.infer<typeof Field>;

export const ProjectState = z.enum(["open", "contracted", "completed", "cancelled"]);
export type ProjectState = z.infer<typeof ProjectState>;

/** `budget` is what the client has in mind for all of it, in the token's smallest unit; the proposal says the price. */
export const ProjectInput = z.object({
  id: ProjectId,
  title: line(120, 8),
  brief: words(20_000, 40),
  field: Field,
  skills: z.array(Skill).max(12),
  token: Address,
  budget: Wei,
  deadline: Instant,
});
export type ProjectInput = z.infer<typeof ProjectInput>;

export const Project = z.object({
  id: ProjectId,
  title: z.string(),
  brief: z.string(),
  field: Field,
  skills: z.array(z.string()),
  token: Address,
  budget: Wei,
  deadline: Instant,
  state: ProjectState,
  client: Person,
  proposals: z.number().int(),
  agreement: AgreementId.nullable(),
  createdAt: Instant,
});
export type Project = z.infer<typeof Project>;

export const projects = {
  list: oc
    .route({ method: "GET", path: "/v1/projects", summary: "Projects, the newest first", tags: ["projects"] })
    .input(
      PageQuery.extend({
        search: z.string().max(100).optional(),
        field: Field.optional(),
        skill: Skill.optional(),
        state: ProjectState.optional(),
        client: Address.optional(),
      }),
    )
    .output(pageOf(Project)),
  get: oc
    .route({ method: "GET", path: "/v1/projects/{id}", summary: "One project", tags: ["projects"] })
    .input(z.object({ id: ProjectId }))
    .output(Project),
  post: oc
    .route({ method: "POST", path: "/v1/projects", summary: "Post a project", tags: ["projects"], successStatus: 201 })
    .input(ProjectInput)
    .output(Project),
  update: oc
    .route({ method: "PUT", path: "/v1/projects/{id}", summary: "Change a project that is still open", tags: ["projects"] })
    .input(ProjectInput)
    .output(Project),
  cancel: oc
    .route({ method: "POST", path: "/v1/projects/{id}/cancel", summary: "Take an open project down", tags: ["projects"] })
    .input(z.object({ id: ProjectId }))
    .output(Project),
};
