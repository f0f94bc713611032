import type { Deps } from "../../deps.ts";
import { anyone, member } from "../../lib/procedures.ts";
import { projectService } from "./service.ts";

export const projects = (deps: Deps) => {
  const { list, get, post, update, cancel } = projectService(deps);
  return {
    list: anyone.projects.list.handler(({ input }) => list(input)),
    get: anyone.projects.get.handler(({ input }) => get(input)),
    post: member.projects.post.handler(({ input, context }) => post(input, context)),
    update: member.projects.update.handler(({ input, context }) => update(input, context)),
    cancel: member.projects.cancel.handler(({ input, context }) => cancel(input, context)),
  };
};

export { followForProjects } from "./reactions.ts";
