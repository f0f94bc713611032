import { hashTypedData, type Hex } from "viem";
import { NO_PREVIOUS, termsTypedData, unpackConfig } from "#core/chain/terms.ts";
import type { Agreement, AgreementState, AgreementSummary } from "#core/features/agreements.ts";
import { Address, type AgreementId } from "#core/lib/ids.ts";
import type { Page } from "#core/lib/page.ts";
import { Problem } from "#core/lib/problem.ts";
import { toSeconds } from "#core/lib/time.ts";
import { Prisma } from "#db";
import type { Deps } from "../../deps.ts";
import { signInFirst } from "../../lib/limits.ts";
import { asDate, asHex, markOf, readMark } from "../../lib/paging.ts";
import { namePeople } from "../../lib/people.ts";
import type { RequestContext, Viewer } from "../../lib/request.ts";
import { signed } from "../../lib/signatures.ts";
import { drawTerms, type Substance } from "./draw.ts";
import { lineOf, movementsOf } from "./history.ts";
import { asOnChain, type DrawnRow, type Loaded, loadAgreements } from "./load.ts";
import { mayRead, mustBeParty, noSuchAgreement } from "./policy.ts";
import { termsOf } from "./terms.ts";
import { stateOf, toAgreement, toSummary } from "./view.ts";

type Asked = { viewer: Viewer } & Pick<RequestContext, "requestId">;
type Query = {
  after?: string | undefined;
  limit: number;
  state?: AgreementState | undefined;
  side?: "client" | "developer" | undefined;
};

export const agreementService = ({ database: { prisma }, change, chain, clock, settings }: Deps) => {
  const load = async (id: string): Promise<Loaded> => {
    const [loaded] = await loadAgreements(prisma, [id]);
    if (!loaded || isOnlyProposed(loaded)) throw noSuchAgreement();
    return loaded;
  };

  /** The newest first. What was replaced before it came to chain is history, what an amendment would become no work yet. */
  const idsOf = (viewer: Viewer, side: Query["side"], mark: [Date, string] | undefined, limit: number) => {
    const column = side
      ? Prisma.sql`${viewer.address} = ${Prisma.raw(side)}`
      : Prisma.sql`${viewer.address} in (client, developer)`;
    return prisma.$queryRaw<{ id: string; at: Date }[]>`
      select id, at from (
        select a.id, a.created_at as at from app.agreement a
        where ${column} and (a.replaced_by is null and a.previous = ${NO_PREVIOUS}
          or exists (select from chain.escrow_agreement e where e.id = a.id))
        union all
        select e.id, e.created_at from chain.escrow_agreement e
        where ${column} and not exists (select from app.agreement a where a.id = e.id)
      ) mine
      where ${mark ? Prisma.sql`(at, id) < (${mark[0]}, ${mark[1]})` : Prisma.sql`true`}
      order by at desc, id desc limit ${limit}`;
  };

  /** The state is a rule over both worlds, so it is asked of core row by row; a person has hundreds at most. */
  const mine = async ({ after, limit, state, side }: Query, { viewer }: Asked): Promise<Page<AgreementSummary>> => {
    const now = await clock.now();
    const found: { loaded: Loaded; mark: string }[] = [];
    let mark = readMark(after, asDate, asHex) as [Date, string] | undefined;

    for (let isLast = false; found.length <= limit && !isLast; ) {
      const rows = await idsOf(viewer, side, mark, 100);
      isLast = rows.length < 100;
      for (const loaded of await loadAgreements(
        prisma,
        rows.map(({ id }) => id),
      )) {
        if (state === undefined || stateOf(loaded) === state) found.push({ loaded, mark: markOf(loaded.createdAt, loaded.id) });
      }
      const last = rows.at(-1);
      if (last) mark = [last.at, last.id];
    }

    const shown = found.slice(0, limit);
    const name = await namePeople(
      prisma,
      shown.flatMap(({ loaded: { terms } }) => [terms.client, terms.developer]),
    );
    return {
      items: shown.map(({ loaded }) => toSummary(loaded, { viewer: viewer.address, now, name })),
      next: found.length > limit ? (shown.at(-1)?.mark ?? null) : null,
    };
  };

  const show = async (loaded: Loaded, viewer: Viewer | null): Promise<Agreement> => {
    const [history, line, now, name] = await Promise.all([
      movementsOf(prisma, { id: loaded.id, chainId: settings.chainId }),
      lineOf(prisma, loaded.id),
      clock.now(),
      namePeople(prisma, [loaded.terms.client, loaded.terms.developer]),
    ]);
    return toAgreement(loaded, { history, line }, { viewer: viewer?.address ?? null, now, name });
  };

  /** The words are its readers'. What is on chain is everybody's, and enough to move on what its parties leave alone. */
  const get = async ({ id }: { id: AgreementId }, { viewer }: { viewer: Viewer | null }): Promise<Agreement> => {
    const [found] = await loadAgreements(prisma, [id]);
    const loaded = found && !isOnlyProposed(found) ? found : undefined;
    if (loaded && (await mayRead(prisma, partiesOf(loaded), viewer))) return show(loaded, viewer);
    if (loaded?.onChain) return { ...(await show(asOnChain(loaded), viewer)), wordsWithheld: true };
    // Whether it is there is told to nobody; a stranger may be a party that has not signed in yet.
    throw viewer === null ? signInFirst() : noSuchAgreement();
  };

  const sign = async (input: { id: AgreementId; signature: Hex }, { viewer, requestId }: Asked): Promise<Agreement> => {
    const loaded = await load(input.id);
    const side = await mustBeParty(prisma, partiesOf(loaded), viewer);
    const { drawn } = loaded;
    if (drawn === null)
      throw new Problem("rule-broken", "This agreement was made on chain without a draft here, so there is nothing to sign.");
    const column = side === "client" ? "clientSignature" : "developerSignature";
    if (drawn[column] === input.signature) return show(loaded, viewer);
    if (drawn.replacedBy !== null) throw replaced(drawn.replacedBy);
    if (drawn.signBy <= (await clock.now()))
      throw new Problem("rule-broken", "The time to sign has run out. Draw the agreement up again.");

    const hash = hashTypedData(termsTypedData(termsOf(loaded), { chainId: drawn.chainId, escrow: Address.parse(drawn.escrow) }));
    if (!(await signed(chain, { account: viewer.address, hash, signature: input.signature }))) {
      throw new Problem(
        "bad-signature",
        "This is not your signature of these terms. Sign again with the wallet you are signed in with.",
      );
    }

    await change(requestId, async (tx, tell) => {
      const { count } = await tx.agreement.updateMany({
        where: { id: input.id, replacedBy: null },
        data: { [column]: input.signature },
      });
      if (count === 0)
        throw new Problem("stale-write", "This agreement was drawn up again meanwhile. Sign the new one.", {
          agreement: input.id,
        });
      await tell("agreement.signed", { ...partiesFor(loaded), agreement: input.id, by: viewer.address });
    });
    return show(await load(input.id), viewer);
  };

  const redraw = async ({ id }: { id: AgreementId }, { viewer, requestId }: Asked): Promise<Agreement> => {
    const loaded = await load(id);
    await mustBeParty(prisma, partiesOf(loaded), viewer);
    const { drawn } = loaded;
    if (drawn?.replacedBy) return show(await load(drawn.replacedBy), viewer);
    if (drawn === null || loaded.onChain !== null) {
      throw new Problem("rule-broken", "Its money is on chain, so these terms stand. Nothing was drawn up again.");
    }
    const [{ feeBps }, now] = await Promise.all([chain.policy(), clock.now()]);
    if (drawn.signBy > now && unpackConfig(loaded.terms.config).feeBps === feeBps) {
      throw new Problem("rule-broken", "These terms can still be signed, so there is nothing to draw up again.");
    }
    if (loaded.plan.some(({ due }) => due <= now)) {
      throw new Problem(
        "rule-broken",
        "A milestone's date has passed, and the dates are part of the terms. Agree on a new proposal.",
      );
    }

    const next = drawTerms(substanceOf(loaded, drawn), { feeBps, now, settings });

    await change(requestId, async (tx, tell) => {
      const { count } = await tx.agreement.updateMany({ where: { id, replacedBy: null }, data: { replacedBy: next.id } });
      if (count === 0)
        throw new Problem("stale-write", "This agreement was drawn up again a moment ago. Open the new one.", { agreement: id });
      await tx.agreement.create({ data: next });
      await tell("agreement.redrawn", { ...partiesFor(loaded), agreement: next.id, before: id });
    });
    return show(await load(next.id), viewer);
  };

  return { mine, get, sign, redraw };
};

/** The Terms that an amendment would bring: until its money moves it is read and signed there, and is no agreement. */
const isOnlyProposed = ({ terms, onChain }: Loaded): boolean => onChain === null && terms.previous !== NO_PREVIOUS;

const partiesOf = ({ id, terms: { client, developer } }: Loaded) => ({ id, client, developer });
const partiesFor = ({ terms }: Loaded) => ({ client: Address.parse(terms.client), developer: Address.parse(terms.developer) });

const replaced = (by: string) =>
  new Problem("stale-write", "This agreement was drawn up again. Sign the new one.", { replacedBy: by });

const substanceOf = (loaded: Loaded, { projectId, proposalId, title }: DrawnRow): Substance => {
  const { client, developer, token, brief } = termsOf(loaded);
  const { reviewPeriod, allowsAdvance } = unpackConfig(loaded.terms.config);
  const milestones = loaded.plan.map(({ amount, due, title, deliverable }) => ({
    amount,
    due: Number(toSeconds(due)),
    title,
    deliverable,
  }));
  return { projectId, proposalId, title, client, developer, token, reviewPeriod, allowsAdvance, brief, milestones };
};
