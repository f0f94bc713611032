import type { Deps } from "../../deps.ts";
import { anyone, member } from "../../lib/procedures.ts";
import { profileService } from "./service.ts";

export const profiles = (deps: Deps) => {
  const { list, get, update } = profileService(deps);
  return {
    list: anyone.profiles.list.handler(({ input }) => list(input)),
    get: anyone.profiles.get.handler(({ input }) => get(input)),
    /** A person changes their own profile only: there is no parameter that names another. */
    update: member.profiles.update.handler(({ input, context }) => update(input, context)),
  };
};

export { profileService };
