import type { Hex } from "viem";
import { isClosed, type SettlementOffer } from "#core/features/agreements.ts";
import { Address, AgreementId, Signature } from "#core/lib/ids.ts";
import { Problem } from "#core/lib/problem.ts";
import { toSeconds } from "#core/lib/time.ts";
import type { Deps } from "../../deps.ts";
import type { RequestContext, Viewer } from "../../lib/request.ts";
import { signed } from "../../lib/signatures.ts";
import { type Loaded, loadAgreements } from "./load.ts";
import { mayRead, mustBeParty, noSuchAgreement } from "./policy.ts";
import { termsOf } from "./terms.ts";

type Asked = { viewer: Viewer } & Pick<RequestContext, "requestId">;
type Offer = { agreement: AgreementId; index: number; developerBps: number; deadline: string; signature: Hex };

export const settlementService = ({ database: { prisma }, change, chain, clock }: Deps) => {
  const load = async (id: string): Promise<Loaded> => {
    const [loaded] = await loadAgreements(prisma, [id]);
    if (!loaded) throw noSuchAgreement();
    return loaded;
  };
  const partiesOf = ({ id, terms: { client, developer } }: Loaded) => ({ id, client, developer });

  /** An offer binds the milestone as it stood; of one that has closed since, or whose time is over, nothing is left to show. */
  const list = async ({ agreement }: { agreement: AgreementId }, { viewer }: Asked): Promise<SettlementOffer[]> => {
    const loaded = await load(agreement);
    if (!(await mayRead(prisma, partiesOf(loaded), viewer))) throw noSuchAgreement();
    const now = await clock.now();
    const rows = await prisma.settlementOffer.findMany({
      where: { agreementId: agreement, deadline: { gt: now } },
      orderBy: [{ milestoneIndex: "asc" }, { createdAt: "asc" }],
    });
    return rows.filter(({ milestoneIndex }) => isSettleable(loaded, milestoneIndex)).map(toOffer);
  };

  const offer = async (input: Offer, { viewer, requestId }: Asked): Promise<SettlementOffer> => {
    const loaded = await load(input.agreement);
    await mustBeParty(prisma, partiesOf(loaded), viewer);
    const now = await clock.now();
    // The contract knows whole seconds.
    const deadline = new Date(Number(toSeconds(new Date(input.deadline))) * 1000);
    if (loaded.onChain === null || !isSettleable(loaded, input.index)) {
      throw new Problem("rule-broken", "Only a milestone that holds money can be settled.", { index: input.index });
    }
    if (deadline <= now)
      throw new Problem("rule-broken", "deadline: this moment has passed; give the other side some time.", {
        deadline: "passed",
      });

    // Asked of the contract itself: state, clock and rest of the milestone are part of what is signed.
    const hash = await chain.settlementDigest({
      terms: termsOf(loaded),
      index: input.index,
      developerBps: input.developerBps,
      deadline: toSeconds(deadline),
    });
    if (!(await signed(chain, { account: viewer.address, hash, signature: input.signature }))) {
      throw new Problem(
        "bad-signature",
        "This is not your signature of this split of the milestone as it stands now. Load the page again and sign anew.",
      );
    }

    const content = { developerBps: input.developerBps, deadline, signature: input.signature, createdAt: now };
    const key = { agreementId: input.agreement, milestoneIndex: input.index, by: viewer.address };
    const row = await change(requestId, async (tx, tell) => {
      const saved = await tx.settlementOffer.upsert({
        where: { agreementId_milestoneIndex_by: key },
        create: { ...key, ...content },
        update: content,
      });
      const parties = { client: Address.parse(loaded.terms.client), developer: Address.parse(loaded.terms.developer) };
      await tell("settlement.offered", { ...parties, agreement: input.agreement, index: input.index, by: viewer.address });
      return saved;
    });
    return toOffer(row);
  };

  return { list, offer };
};

const isSettleable = ({ plan }: Loaded, index: number): boolean => {
  const milestone = plan[index];
  return milestone !== undefined && milestone.state !== "Unfunded" && !isClosed(milestone.state);
};

type OfferRow = {
  agreementId: string;
  milestoneIndex: number;
  by: string;
  developerBps: number;
  deadline: Date;
  signature: string;
  createdAt: Date;
};

const toOffer = (row: OfferRow): SettlementOffer => ({
  agreement: AgreementId.parse(row.agreementId),
  index: row.milestoneIndex,
  developerBps: row.developerBps,
  deadline: row.deadline.toISOString(),
  by: Address.parse(row.by),
  signature: Signature.parse(row.signature),
  createdAt: row.createdAt.toISOString(),
});
