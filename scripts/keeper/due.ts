/** What anyone may do now, as the mirror knows it. Only read: the chain decides when the call is made. */
import type { Hex } from "viem";
import type { Database } from "#db";
import { LONG_STOP, type Terms } from "#core/chain/terms.ts";
import type { Duty } from "./config.ts";

export type CaseTask = { duty: "draw" | "pass" | "reward" | "reclaim"; caseId: Hex };
export type MilestoneTask = { duty: "execute" | "release" | "refund"; agreement: Hex; index: number };
export type Task = CaseTask | MilestoneTask;

export const nameOf = (task: Task): string =>
  "caseId" in task ? `${task.duty} ${task.caseId}` : `${task.duty} ${task.agreement} ${task.index}`;

/** After its evidence a case waits for a draw for a while, and then to be passed on: the contract knows which. */
const cases = `
  select case_id as "caseId", case when period = 'Evidence' then 'draw' else 'pass' end as duty
  from chain."case" c
  where chain_id = $1 and (
    (period = 'Answer' and answer_by < $2) or (period = 'Evidence' and evidence_by <= $2) or
    (period = 'Commit' and commit_by < $2) or (period = 'Reveal' and reveal_by < $2) or (period = 'Appeal' and appeal_by < $2) or
    (period = 'Commit' and not exists (
      select from chain.panel_member m where m.case_id = c.case_id and m.round = c.round and m.slashed = 0 and m.commitment is null)))
  union all
  select case_id, 'pass' from chain."case" where chain_id = $1 and period = 'Evidence' and evidence_by < $2
  limit 200`;

/** Of a final ruling: arbiters of whom nobody was paid yet, and parties to whom nothing returned. The chain knows whether they are owed. */
const rulings = `
  with ruled as (
    select * from chain."case" where chain_id = $1 and (period = 'Ruled' or (period = 'Appeal' and appeal_by < $2)))
  select case_id as "caseId", 'reward' as duty from ruled c
  where exists (select from chain.panel_member m where m.case_id = c.case_id and m.slashed = 0)
    and not exists (select from chain.panel_member m where m.case_id = c.case_id and m.rewarded > 0)
  union all
  select case_id, 'reclaim' from ruled where client_back is null and developer_back is null
  limit 200`;

const milestones = `
  select m.agreement_id as agreement, m.index, case m.state when 'Submitted' then 'release' when 'Funded' then 'refund' else 'execute' end as duty
  from chain.milestone m
  join chain.escrow_agreement e on e.id = m.agreement_id
  left join chain."case" c on c.case_id = m.case_id
  where m.chain_id = $1 and (
    (m.state = 'Submitted' and m.clock + make_interval(secs => e.review_period) <= $2) or
    (m.state = 'Funded' and m.due < $2 and (m.changes_requested = 0 or m.clock + make_interval(secs => e.review_period) < $2)) or
    (m.state = 'Disputed' and (c.period = 'Ruled' or (c.period = 'Appeal' and c.appeal_by < $2) or m.clock + make_interval(secs => $3) <= $2)))
  limit 200`;

export async function dueNow({ pool }: Database, chainId: number, now: Date, duties: ReadonlySet<Duty>): Promise<Task[]> {
  const [inCourt, afterwards, inEscrow] = await Promise.all([
    pool.query<CaseTask>(cases, [chainId, now]),
    pool.query<CaseTask>(rulings, [chainId, now]),
    pool.query<MilestoneTask>(milestones, [chainId, now, LONG_STOP]),
  ]);
  return [...inCourt.rows, ...afterwards.rows, ...inEscrow.rows].filter(({ duty }) => duties.has(duty));
}

/** Whom a case is between: the court keeps a hash of it alone. */
export async function partiesOf({ prisma }: Database, caseId: string): Promise<{ client: Hex; developer: Hex } | undefined> {
  const found = await prisma.case.findUnique({ where: { caseId } });
  const agreement = found && (await prisma.escrowAgreement.findUnique({ where: { id: found.agreementId } }));
  return agreement ? { client: agreement.client as Hex, developer: agreement.developer as Hex } : undefined;
}

/** The seats that a case still binds, or did; `isNeeded` where another case that is not over sits on the same one. */
export async function panelOf({ prisma }: Database, caseId: string) {
  const members = await prisma.panelMember.findMany({ where: { caseId, slashed: 0 } });
  const others = await prisma.panelMember.findMany({
    where: { caseId: { not: caseId }, seat: { in: members.map(({ seat }) => seat) }, slashed: 0, rewarded: 0 },
  });
  const needed = new Set(others.map(({ seat }) => seat));
  return members.map(({ seat, arbiter }) => ({ seat, arbiter: arbiter as Hex, isNeeded: needed.has(seat) }));
}

/** The Terms again, from what the chain's own event said. */
export async function termsOf({ prisma }: Database, id: string): Promise<Terms | undefined> {
  const [agreement, plan] = await Promise.all([
    prisma.escrowAgreement.findUnique({ where: { id } }),
    prisma.milestone.findMany({ where: { agreementId: id }, orderBy: { index: "asc" } }),
  ]);
  if (!agreement) return undefined;
  const hex = (text: string) => text as Hex;
  return {
    client: hex(agreement.client),
    developer: hex(agreement.developer),
    token: hex(agreement.token),
    court: hex(agreement.court),
    config: BigInt(agreement.config.toFixed()),
    previous: hex(agreement.previous),
    brief: hex(agreement.brief),
    milestones: plan.map(({ amount, due }) => ({ amount: BigInt(amount.toFixed()), due: Math.floor(due.getTime() / 1000) })),
  };
}
