import type { Deps } from "../../deps.ts";
import { member } from "../../lib/procedures.ts";
import { documentService } from "./service.ts";

export const documents = (deps: Deps) => {
  const { store, get } = documentService(deps);
  return {
    store: member.documents.store.handler(({ input, context }) => store(input, context)),
    get: member.documents.get.handler(({ input, context }) => get(input, context)),
  };
};
