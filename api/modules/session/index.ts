import type { Deps } from "../../deps.ts";
import { anyone } from "../../lib/procedures.ts";
import { sessions } from "./service.ts";

export const session = (deps: Deps) => {
  const { challenge, signIn, me, signOut } = sessions(deps);
  return {
    challenge: anyone.session.challenge.handler(challenge),
    signIn: anyone.session.signIn.handler(({ input, context }) => signIn(input, context)),
    me: anyone.session.me.handler(({ context }) => me(context)),
    signOut: anyone.session.signOut.handler(({ context }) => signOut(context)),
  };
};
