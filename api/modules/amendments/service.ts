import type { Hex } from "viem";
import { type Amendment, type AmendmentInput, amendmentMoney, canSignAgain, faultOfPlan } from "#core/features/amendments.ts";
import { canonical } from "#core/features/documents.ts";
import { Address, AgreementId, type AmendmentId } from "#core/lib/ids.ts";
import { Problem } from "#core/lib/problem.ts";
import { toSeconds } from "#core/lib/time.ts";
import { Prisma, type Tx } from "#db";
import type { Deps } from "../../deps.ts";
import { namePeople } from "../../lib/people.ts";
import type { RequestContext, Viewer } from "../../lib/request.ts";
import { signed } from "../../lib/signatures.ts";
import { type Loaded, loadAgreements, movementsOf, sideOf, termsOf } from "../agreements/index.ts";
import { deadlineFrom, draft, inSeconds, planIn, reviewPeriodOf, standingOf } from "./draft.ts";
import { mustBe, mustRead, noSuchAmendment } from "./policy.ts";
import { bindingOf } from "./stale.ts";
import { type AmendmentRow, packStanding, toAmendment } from "./view.ts";

type Asked = { viewer: Viewer } & Pick<RequestContext, "requestId">;
type Opened = { row: AmendmentRow; old: Loaded };

export const amendmentService = ({ database: { prisma }, change, chain, clock, settings }: Deps) => {
  const loadOne = async (id: string): Promise<Loaded | undefined> => (await loadAgreements(prisma, [id]))[0];

  const wordsOf = async (digest: string): Promise<string> => {
    const document = await prisma.document.findUnique({ where: { digest }, select: { content: true } });
    if (document === null) throw new Error(`The words of the brief ${digest} are not here.`);
    return document.content;
  };

  const open = async (id: string, viewer: Viewer): Promise<Opened> => {
    const row = await prisma.amendment.findUnique({ where: { id } });
    if (row === null) throw noSuchAmendment();
    const old = await loadOne(row.agreementId);
    return { row, old: await mustRead(prisma, old, viewer).catch(hidden) };
  };
  const hidden = (error: unknown) => {
    throw error instanceof Problem && error.code === "not-found" ? noSuchAmendment() : error;
  };

  const show = async ({ row, old }: Opened, viewer: Viewer): Promise<Amendment> => {
    const next = await loadOne(row.nextId);
    if (!next) throw new Error(`The amendment ${row.id} has lost its Terms.`);
    const [brief, now, name] = await Promise.all([
      wordsOf(next.terms.brief),
      clock.now(),
      namePeople(prisma, [row.by, old.terms.client, old.terms.developer]),
    ]);
    const binding = await bindingOf(
      chain,
      { row, old, next, plan: planIn(brief).milestones as AmendmentInput["milestones"] },
      now,
    );
    const since =
      binding.stale === null ? [] : await movementsOf(prisma, { id: old.id, chainId: settings.chainId, after: row.atBlock });
    return toAmendment(row, { ...binding, old, next, brief, since, side: sideOf(old.terms, viewer), name });
  };

  const list = async ({ agreement }: { agreement: AgreementId }, { viewer }: Asked): Promise<Amendment[]> => {
    const old = await mustRead(prisma, await loadOne(agreement), viewer);
    const rows = await prisma.amendment.findMany({
      where: { agreementId: agreement },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: 50,
    });
    return Promise.all(rows.map((row) => show({ row, old }, viewer)));
  };

  const get = async ({ id }: { id: AmendmentId }, { viewer }: Asked) => show(await open(id, viewer), viewer);

  const propose = async (given: AmendmentInput, { viewer, requestId }: Asked): Promise<Amendment> => {
    const input = inSeconds(given);
    const old = await mustRead(prisma, await loadOne(input.agreement), viewer);
    await mustBe(prisma, old, viewer, "party");
    const known = await sameOrConflict(input, old, viewer);
    if (known) return known;
    mustBeAmendable(old);
    const [{ feeBps }, now, { number: atBlock }] = await Promise.all([chain.policy(), clock.now(), chain.head()]);
    mustFit(old, input, now);

    const drawn = draft(old, await wordsOf(old.terms.brief), input, { feeBps, now, settings }, viewer.address);
    const deadline = deadlineFrom(now);
    const terms = { ...termsOf(old), ...termsIn(drawn.agreement) };
    const { word, moved } = await chain.amendment({
      old: termsOf(old),
      terms,
      funded: input.funded,
      deadline: toSeconds(deadline),
    });
    mustAgree(old, moved);

    await change(requestId, async (tx, tell) => {
      await tx.document.createMany({ data: drawn.document, skipDuplicates: true });
      await tx.agreement.create({ data: drawn.agreement });
      const { count } = await tx.amendment.createMany({
        data: {
          id: input.id,
          agreementId: old.id,
          nextId: drawn.agreement.id,
          openFor: old.id,
          by: viewer.address,
          reason: input.reason,
          funded: input.funded,
          before: packStanding(standingOf(old)),
          atBlock,
          word: word.toString(),
          moved: moved.toString(),
          deadline,
          createdAt: now,
        },
        skipDuplicates: true,
      });
      if (count === 0) throw taken(old.id);
      await tell("amendment.proposed", told(old, input.id, viewer));
    }).catch(async (error: unknown) => {
      // Another tab with the same words may have been faster; what it wrote is then found below.
      if ((await prisma.amendment.count({ where: { id: input.id } })) === 0) throw error;
    });
    const made = await sameOrConflict(input, old, viewer);
    if (made) return made;
    throw new Error("An amendment was written and is not there.");
  };

  /** Sent twice, made once; other words under the same id are refused. */
  const sameOrConflict = async (input: AmendmentInput, old: Loaded, viewer: Viewer): Promise<Amendment | undefined> => {
    const row = await prisma.amendment.findUnique({ where: { id: input.id }, include: { next: { select: { brief: true } } } });
    if (row === null) return undefined;
    const { milestones, reviewPeriod } = input;
    const isSame =
      row.by === viewer.address &&
      row.agreementId === input.agreement &&
      row.reason === input.reason &&
      row.funded === input.funded &&
      canonical(planIn(await wordsOf(row.next.brief))) === canonical({ reviewPeriod, milestones });
    if (isSame) return show({ row, old }, viewer);
    throw new Problem(
      "conflict",
      "An amendment with this id is already there and says something else; propose it under a new id.",
    );
  };

  /** A signature binds the agreement as it stands on chain. One over an older word, or another deadline, is worth nothing then. */
  const sign = async (input: { id: AmendmentId; signature: Hex; deadline: string }, { viewer, requestId }: Asked) => {
    const { row, old } = await open(input.id, viewer);
    const side = await mustBe(prisma, old, viewer, "party");
    const now = await clock.now();
    const deadline = new Date(Number(toSeconds(new Date(input.deadline))) * 1000);
    if (row.openFor === null) throw decided(row.id);
    if (deadline <= now || deadline > deadlineFrom(now))
      throw new Problem(
        "rule-broken",
        "deadline: a signature of an amendment is good for two weeks; load the page again and sign anew.",
        {
          deadline: "out of range",
        },
      );
    const shown = await show({ row, old }, viewer);
    if (shown.state === "executed") throw decided(row.id);
    if (shown.stale && !canSignAgain(shown.stale.reason))
      throw new Problem("rule-broken", "What this amendment says is no longer possible. Propose another one.", {
        reason: shown.stale.reason,
      });

    const next = await loadOne(row.nextId);
    if (!next) throw new Error(`The amendment ${row.id} has lost its Terms.`);
    const { number: atBlock } = await chain.head();
    const { word, moved, digest } = await chain.amendment({
      old: termsOf(old),
      terms: termsOf(next),
      funded: row.funded,
      deadline: toSeconds(deadline),
    });
    mustAgree(old, moved);
    if (!(await signed(chain, { account: viewer.address, hash: digest, signature: input.signature }))) {
      throw new Problem(
        "bad-signature",
        "This is not your signature of this amendment of the agreement as it stands now. Load the page again and sign anew.",
      );
    }

    await change(requestId, async (tx, tell) => {
      const binding = { word, moved, deadline, atBlock, before: packStanding(standingOf(old)) };
      if (!(await keep(tx, { id: row.id, side, signature: input.signature, ...binding }))) throw decided(row.id);
      await tell("amendment.signed", told(old, input.id, viewer));
    });
    return show(await open(input.id, viewer), viewer);
  };

  const decide =
    (decision: "declined" | "withdrawn") =>
    async ({ id }: { id: AmendmentId }, { viewer, requestId }: Asked): Promise<Amendment> => {
      const { row, old } = await open(id, viewer);
      await mustBe(prisma, old, viewer, decision === "withdrawn" ? "author" : "other", row.by);
      if (row.decision === decision) return show({ row, old }, viewer);
      const now = await clock.now();

      await change(requestId, async (tx, tell) => {
        // The chain decides first: what was executed meanwhile cannot be taken back here.
        const count = await tx.$executeRaw`
          update app.amendment set decision = ${decision}, decided_at = ${now}, open_for = null
          where id = ${id}::uuid and open_for is not null
            and not exists (select from chain.escrow_agreement e where e.id = next_id)`;
        if (count === 0) throw decided(id);
        await tell(`amendment.${decision}`, told(old, id, viewer));
      });
      return show(await open(id, viewer), viewer);
    };

  return { list, get, propose, sign, decline: decide("declined"), withdraw: decide("withdrawn") };
};

const told = (old: Loaded, amendment: AmendmentId, { address }: Viewer) => ({
  client: Address.parse(old.terms.client),
  developer: Address.parse(old.terms.developer),
  agreement: AgreementId.parse(old.id),
  amendment,
  by: address,
});

const termsIn = ({ config, previous, brief, milestones }: ReturnType<typeof draft>["agreement"]) => ({
  config: BigInt(String(config)),
  previous: previous as Hex,
  brief: brief as Hex,
  milestones: (milestones as { amount: string; due: string }[]).map(({ amount, due }) => ({
    amount: BigInt(amount),
    due: Number(due),
  })),
});

type Kept = {
  id: string;
  side: "client" | "developer";
  signature: Hex;
  word: bigint;
  moved: bigint;
  deadline: Date;
  atBlock: bigint;
  before: unknown;
};

/** One statement: of two who sign at once over the same word both are kept, over different words the later one. */
const keep = async (tx: Tx, { id, side, signature, word, moved, deadline, atBlock, before }: Kept): Promise<boolean> => {
  const [clients, developers] = side === "client" ? [signature, null] : [null, signature];
  const isSame = Prisma.sql`word = ${word.toString()}::numeric and moved = ${moved.toString()}::numeric and deadline = ${deadline}`;
  const count = await tx.$executeRaw`
    update app.amendment set
      client_signature = coalesce(${clients}, case when ${isSame} then client_signature end),
      developer_signature = coalesce(${developers}, case when ${isSame} then developer_signature end),
      word = ${word.toString()}::numeric, moved = ${moved.toString()}::numeric, deadline = ${deadline},
      at_block = ${atBlock}, before = ${JSON.stringify(before)}::jsonb
    where id = ${id}::uuid and open_for is not null`;
  return count > 0;
};

function mustBeAmendable(old: Loaded): void {
  if (old.drawn === null)
    throw new Problem(
      "rule-broken",
      "This agreement was made on chain without a draft here, so its words are not here to amend.",
    );
  if (old.onChain === null)
    throw new Problem("rule-broken", "No money is locked yet. Sign it as it is, or agree on a new proposal.");
  if (old.onChain.next !== null)
    throw new Problem("rule-broken", "This agreement was amended already. Change the one that took its place.", {
      next: old.onChain.next,
    });
  if (old.onChain.cancelled || !old.onChain.accepted)
    throw new Problem("rule-broken", "Only an agreement that binds both sides can be amended.");
}

function mustFit(old: Loaded, input: AmendmentInput, now: Date): void {
  const fault = faultOfPlan({ old: standingOf(old), reviewPeriod: reviewPeriodOf(old), now }, input);
  if (fault === null) return;
  throw new Problem("rule-broken", `${fault.at}: ${sentences[fault.why]}`, { [fault.at]: fault.why });
}

/** What people read comes from the mirror: it must be as far as the contract that is asked what they sign. */
function mustAgree(old: Loaded, moved: bigint): void {
  if (BigInt(amendmentMoney(standingOf(old), [], 0).moved) === moved) return;
  throw new Problem("stale-write", "Something happened in this agreement a moment ago. Load the page again.", {
    agreement: old.id,
  });
}

const sentences = {
  "unknown-origin": "that milestone is over, or before the court, and cannot be continued.",
  twice: "one milestone is continued by one other.",
  "too-many-funded": "the plan has fewer milestones than shall hold money.",
  "due-passed": "this moment has passed; choose a later one.",
  "nothing-changes": "this is the plan that you have already.",
} as const;

const taken = (agreement: string) =>
  new Problem("stale-write", "Another amendment of this agreement is open. Sign it, decline it or withdraw it first.", {
    agreement,
  });
const decided = (id: string) =>
  new Problem("stale-write", "This amendment was decided a moment ago. Load the page again.", { amendment: id });
